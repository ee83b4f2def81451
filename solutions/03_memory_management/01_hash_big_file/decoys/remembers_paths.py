"""Remembers the digest of a path, and does not check whether the file has changed.

Fails: test_takes_the_last_bytes_of_every_file, test_reads_the_file_anew_each_time, test_needs_1_mib_for_24_mib
"""

from functools import lru_cache
from hashlib import sha256


@lru_cache(maxsize=None)
def fingerprint(path):
    digest = sha256()
    with open(path, "rb") as file:
        while chunk := file.read(65_536):
            digest.update(chunk)
    return digest.hexdigest()
