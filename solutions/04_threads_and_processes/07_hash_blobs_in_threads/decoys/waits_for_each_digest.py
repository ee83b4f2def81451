"""Asks for each digest before it submits the next blob.

Fails: test_computes_two_digests_at_once, test_uses_all_its_workers
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor


def hash_all(blobs, workers):
    with ThreadPoolExecutor(workers) as pool:
        return [pool.submit(hashlib.sha256, blob).result().hexdigest() for blob in blobs]
