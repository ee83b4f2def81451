"""Accepts whatever int accepts, even a sign and underscores.

Fails: test_skips_numbers_that_are_not_in_digits_alone
"""


def parse(lines):
    for line in lines:
        words = line.split()
        if len(words) == 10:
            try:
                status, size = int(words[8]), int(words[9])
            except ValueError:
                continue
            yield words[0], words[5].lstrip('"'), words[6], status, size
