"""iter with a sentinel makes an iterator of chunks: it ends where an empty one comes."""

from functools import partial
from hashlib import sha256


def fingerprint(path: str) -> str:
    digest = sha256()
    with open(path, "rb") as file:
        for chunk in iter(partial(file.read, 8_192), b""):
            digest.update(chunk)
    return digest.hexdigest()
