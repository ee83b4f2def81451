"""Takes the lines of the file for chunks: without a newline there is one, as large as the file.

Fails: test_needs_1_mib_for_24_mib
"""

from hashlib import sha256


def fingerprint(path):
    digest = sha256()
    with open(path, "rb") as file:
        for line in file:
            digest.update(line)
    return digest.hexdigest()
