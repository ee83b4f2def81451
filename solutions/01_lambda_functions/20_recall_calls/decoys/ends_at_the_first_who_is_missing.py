"""Ends at the first customer who cannot be reached.

Fails: test_skips_who_cannot_be_reached, test_agrees_with_a_plain_loop_on_random_files,
    test_takes_the_lines_up_to_each_pair, test_checks_each_record_once,
    test_searches_for_affected_customers_once, test_is_done_with_a_list_that_never_ends
"""

import csv
from itertools import takewhile


def recall_calls(lines, affected, look_up):
    records = filter(affected, csv.DictReader(lines))
    pairs = map(lambda record: (record["serial"], look_up(record["customer"])), records)
    return takewhile(lambda pair: pair[1] is not None, pairs)
