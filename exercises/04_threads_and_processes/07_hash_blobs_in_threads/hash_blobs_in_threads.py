"""Checksums of large uploads that are in memory already."""


def hash_all(blobs: list[bytes], workers: int) -> list[str]:
    """Return the SHA-256 of each blob as hexadecimal digits, with ``workers`` digests computed at once.

    Start no process: the blobs are too big to copy.
    """
    raise NotImplementedError
