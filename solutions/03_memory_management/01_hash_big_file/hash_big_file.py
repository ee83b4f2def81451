"""One hash object, fed with chunks of 64 KiB."""

from hashlib import sha256

CHUNK = 65_536
"""Bytes that are read at a time."""


def fingerprint(path: str) -> str:
    """Return the SHA-256 digest of the file at ``path``, in hex digits.

    The memory it takes doesn't grow with the file.
    """
    digest = sha256()
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
