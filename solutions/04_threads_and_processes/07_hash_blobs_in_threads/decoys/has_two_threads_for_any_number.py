"""Takes at most two threads, whatever the number of workers.

Fails: test_uses_all_its_workers
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor


def hash_all(blobs, workers):
    with ThreadPoolExecutor(min(workers, 2)) as pool:
        return [digest.hexdigest() for digest in pool.map(hashlib.sha256, blobs)]
