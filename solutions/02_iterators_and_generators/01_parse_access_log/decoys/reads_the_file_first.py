"""Is a generator, but reads all lines into a list as soon as it starts.

Fails: test_reads_no_further_than_the_record, test_holds_64_kib_over_a_long_log
"""


def parse(lines):
    for line in list(lines):
        words = line.split()
        if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
            yield words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])
