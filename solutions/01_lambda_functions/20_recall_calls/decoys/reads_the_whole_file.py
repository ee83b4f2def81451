"""Reads all records into a list before the first pair.

Fails: test_takes_the_lines_up_to_each_pair, test_is_done_with_a_list_that_never_ends
"""

import csv


def recall_calls(lines, affected, look_up):
    records = filter(affected, list(csv.DictReader(lines)))
    pairs = map(lambda record: (record["serial"], look_up(record["customer"])), records)
    return filter(lambda pair: pair[1] is not None, pairs)
