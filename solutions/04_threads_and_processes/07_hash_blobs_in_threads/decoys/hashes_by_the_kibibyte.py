"""Feeds the digests one kibibyte at a time, for which hashlib keeps the interpreter's lock.

Fails: test_hashes_large_pieces, test_computes_two_digests_at_once, test_uses_all_its_workers
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor


def digest_of(blob):
    digest = hashlib.sha256()
    for at in range(0, len(blob), 1024):
        digest.update(blob[at : at + 1024])
    return digest.hexdigest()


def hash_all(blobs, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(digest_of, blobs))
