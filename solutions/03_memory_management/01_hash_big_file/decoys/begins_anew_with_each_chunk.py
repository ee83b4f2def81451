"""Makes a hash object for each chunk, so that only the last one counts.

Fails: test_takes_the_last_bytes_of_every_file, test_agrees_with_hashlib_on_a_random_file, test_needs_1_mib_for_24_mib
"""

from hashlib import sha256


def fingerprint(path):
    digest = sha256()
    with open(path, "rb") as file:
        while chunk := file.read(65_536):
            digest = sha256(chunk)
    return digest.hexdigest()
