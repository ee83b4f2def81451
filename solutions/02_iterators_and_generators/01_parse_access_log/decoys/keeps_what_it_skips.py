"""Collects the bad lines for a report that nobody asked for.

Fails: test_holds_64_kib_over_a_long_log
"""


def parse(lines):
    skipped = []
    for line in lines:
        words = line.split()
        if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
            yield words[0], words[5].lstrip('"'), words[6], int(words[8]), int(words[9])
        else:
            skipped.append(line)
