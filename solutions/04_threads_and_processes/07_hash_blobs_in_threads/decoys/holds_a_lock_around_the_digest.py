"""Protects the digest with a lock of its own, although nothing is shared.

Fails: test_computes_two_digests_at_once, test_uses_all_its_workers
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

one_at_a_time = Lock()


def digest_of(blob):
    with one_at_a_time:
        return hashlib.sha256(blob).hexdigest()


def hash_all(blobs, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(digest_of, blobs))
