"""Remembers the file that it has opened, to close it some day.

Fails: test_leaves_no_file_open, test_leaves_no_file_open_after_an_error
"""

from hashlib import sha256

_opened = []


def fingerprint(path):
    digest = sha256()
    file = open(path, "rb")
    _opened.append(file)
    while chunk := file.read(65_536):
        digest.update(chunk)
    return digest.hexdigest()
