"""Ends at any error, so that a torn log looks like a short one.

Fails: test_an_error_is_not_the_end_of_the_log
"""


def parse(lines):
    try:
        for line in lines:
            words = line.split()
            if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
                yield words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])
    except Exception:
        return
