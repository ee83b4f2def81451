"""hashlib can do it all: file_digest reads an open file in chunks."""

from hashlib import file_digest


def fingerprint(path: str) -> str:
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()
