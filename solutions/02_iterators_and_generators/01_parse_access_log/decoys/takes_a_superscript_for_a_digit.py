"""Asks isdigit, which accepts a superscript two; int cannot read it.

Fails: test_skips_numbers_that_are_not_in_digits_alone
"""


def parse(lines):
    for line in lines:
        words = line.split()
        if len(words) == 10 and words[8].isdigit() and words[9].isdigit():
            yield words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])
