"""The thread pool of multiprocessing, with hashlib's own function for files on a file in memory."""

import hashlib
from io import BytesIO
from multiprocessing.pool import ThreadPool


def _digest(blob: bytes) -> str:
    return hashlib.file_digest(BytesIO(blob), "sha256").hexdigest()


def hash_all(blobs: list[bytes], workers: int) -> list[str]:
    with ThreadPool(workers) as pool:
        digests = pool.map(_digest, blobs, chunksize=1)
        pool.close()
        pool.join()
    return digests
