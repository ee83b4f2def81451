"""Takes the first bad line for the end of the log.

Fails: test_skips_numbers_that_are_not_in_digits_alone, test_goes_on_after_a_bad_line,
    test_agrees_with_the_writer_on_a_random_log, test_reads_no_further_than_the_record,
    test_holds_64_kib_over_a_long_log
"""


def parse(lines):
    for line in lines:
        words = line.split()
        if len(words) != 10 or not words[8].isdecimal() or not words[9].isdecimal():
            return
        yield words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])
