"""Returns the digest of nothing for a file that is not there.

Fails: test_lets_a_missing_file_be_seen
"""

from hashlib import sha256


def fingerprint(path):
    digest = sha256()
    try:
        with open(path, "rb") as file:
            while chunk := file.read(65_536):
                digest.update(chunk)
    except OSError:
        pass
    return digest.hexdigest()
