"""Uses a generator expression, but over a list of all lines.

Fails: test_reads_no_line_before_a_record_is_asked_for, test_reads_no_further_than_the_record,
    test_holds_64_kib_over_a_long_log
"""


def parse(lines):
    good = [words for line in lines if len(words := line.split()) == 10 and (words[8] + words[9]).isdecimal()]
    return ((words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])) for words in good)
