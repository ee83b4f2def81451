"""Splits at single blanks, so that the newline stays on the size, which is then not a number.

Fails: test_takes_lines_with_and_without_a_newline, test_agrees_with_the_writer_on_a_random_log,
    test_holds_64_kib_over_a_long_log
"""


def parse(lines):
    for line in lines:
        words = line.split(" ")
        if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
            yield words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])
