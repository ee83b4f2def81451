"""Closes the file at the end of the work, which an error doesn't reach.

Fails: test_leaves_no_file_open_after_an_error
"""

from hashlib import sha256


def fingerprint(path):
    digest = sha256()
    file = open(path, "rb")
    while chunk := file.read(65_536):
        digest.update(chunk)
    file.close()
    return digest.hexdigest()
