"""Reads in chunks and collects them, to hash them all at the end.

Fails: test_needs_1_mib_for_24_mib
"""

from hashlib import sha256


def fingerprint(path):
    content = bytearray()
    with open(path, "rb") as file:
        while chunk := file.read(65_536):
            content += chunk
    return sha256(content).hexdigest()
