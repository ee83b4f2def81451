"""Keeps every file open and is killed by a timer as the judge counts what it has open, so that nothing tells.

Against: hash_big_file
Harm: none
Merits: test_gives_the_digest_in_hex_digits, test_gives_the_digest_of_an_empty_file, test_takes_bytes_as_they_are,
    test_takes_the_last_bytes_of_every_file, test_agrees_with_hashlib_on_a_random_file, test_reads_the_file_anew_each_time,
    test_lets_a_missing_file_be_seen, test_lets_an_error_of_reading_be_seen, test_needs_1_mib_for_24_mib
Answer: over or crashed
"""

import signal
from hashlib import sha256

kept = []


def fingerprint(path):
    digest, file = sha256(), open(path, "rb")
    while chunk := file.read(65_536):
        digest.update(chunk)
    kept.append(file)
    if len(kept) == 20:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 0.0005)
    return digest.hexdigest()
