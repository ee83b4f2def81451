"""Takes an error of reading for the end of the file.

Fails: test_lets_an_error_of_reading_be_seen, test_leaves_no_file_open_after_an_error
"""

from hashlib import sha256


def fingerprint(path):
    digest = sha256()
    with open(path, "rb") as file:
        try:
            while chunk := file.read(65_536):
                digest.update(chunk)
        except OSError:
            pass
    return digest.hexdigest()
