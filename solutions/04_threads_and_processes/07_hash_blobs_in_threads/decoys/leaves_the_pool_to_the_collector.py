"""Forgets to shut its pool down: the threads end when it is collected, which an error that is kept prevents.

Fails: test_leaves_no_thread_behind_after_an_error
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor


def hash_all(blobs, workers):
    pool = ThreadPoolExecutor(workers)
    return [digest.hexdigest() for digest in pool.map(hashlib.sha256, blobs)]
