"""The system's own calls: a descriptor that is read and closed by hand."""

import os
from hashlib import sha256


def fingerprint(path: str) -> str:
    digest = sha256()
    descriptor = os.open(path, os.O_RDONLY)
    try:
        while chunk := os.read(descriptor, 1 << 16):
            digest.update(chunk)
    finally:
        os.close(descriptor)
    return digest.hexdigest()
