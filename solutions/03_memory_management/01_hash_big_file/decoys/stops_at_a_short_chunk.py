"""Takes a chunk that is not full for the end, and leaves it out.

Fails: test_gives_the_digest_in_hex_digits, test_takes_bytes_as_they_are, test_takes_the_last_bytes_of_every_file,
    test_agrees_with_hashlib_on_a_random_file, test_reads_the_file_anew_each_time, test_leaves_no_file_open,
    test_needs_1_mib_for_24_mib
"""

from hashlib import sha256


def fingerprint(path):
    digest = sha256()
    with open(path, "rb") as file:
        while len(chunk := file.read(65_536)) == 65_536:
            digest.update(chunk)
    return digest.hexdigest()
