"""Counts the words, and trusts that the last two are numbers.

Fails: test_skips_each_kind_of_bad_line, test_skips_numbers_that_are_not_in_digits_alone,
    test_goes_on_after_a_bad_line, test_gives_nothing_for_a_log_without_records,
    test_agrees_with_the_writer_on_a_random_log
"""


def parse(lines):
    for line in lines:
        words = line.split()
        if len(words) == 10:
            yield words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])
