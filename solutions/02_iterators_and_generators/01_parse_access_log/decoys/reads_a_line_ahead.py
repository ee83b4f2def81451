"""Holds every record back until the next line has been read.

Fails: test_reads_no_further_than_the_record
"""


def parse(lines):
    record = None
    for line in lines:
        if record:
            yield record
        words = line.split()
        record = None
        if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
            record = words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])
    if record:
        yield record
