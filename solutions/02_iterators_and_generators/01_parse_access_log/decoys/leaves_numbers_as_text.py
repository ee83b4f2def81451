"""Hands over status and size as they stand in the line, as text.

Fails: test_gives_the_parts_of_a_line, test_takes_lines_with_and_without_a_newline, test_goes_on_after_a_bad_line,
    test_agrees_with_the_writer_on_a_random_log, test_reads_no_line_before_a_record_is_asked_for,
    test_reads_no_further_than_the_record, test_holds_64_kib_over_a_long_log
"""


def parse(lines):
    for line in lines:
        words = line.split()
        if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
            yield words[0], words[5].lstrip('"'), words[6], words[8], words[9]
