"""Starts processes that find the blobs in the memory they inherit, so that only numbers travel.

Fails: test_hashes_large_pieces, test_computes_two_digests_at_once, test_uses_all_its_workers
"""

import hashlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

uploads = []


def digest_of(place):
    return hashlib.sha256(uploads[place]).hexdigest()


def hash_all(blobs, workers):
    uploads[:] = blobs
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        return list(pool.map(digest_of, range(len(blobs))))
