"""Reads into one and the same buffer, again and again, so that nothing is allocated in the loop."""

from hashlib import sha256


def fingerprint(path: str) -> str:
    digest, buffer = sha256(), bytearray(1 << 17)
    view = memoryview(buffer)
    with open(path, "rb", buffering=0) as file:
        while count := file.readinto(buffer):
            digest.update(view[:count])
    return digest.hexdigest()
