"""Starts as many threads as there are blobs, whatever the number of workers.

Fails: test_computes_no_more_digests_than_workers, test_uses_all_its_workers
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor


def hash_all(blobs, workers):
    with ThreadPoolExecutor(max(workers, len(blobs))) as pool:
        return [digest.hexdigest() for digest in pool.map(hashlib.sha256, blobs)]
