"""Collects every record in a list and returns it.

Fails: test_reads_no_line_before_a_record_is_asked_for, test_reads_no_further_than_the_record,
    test_holds_64_kib_over_a_long_log
"""


def parse(lines):
    records = []
    for line in lines:
        words = line.split()
        if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
            records.append((words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])))
    return iter(records)
