"""Has the next pair ready before it hands one out.

Fails: test_takes_the_lines_up_to_each_pair, test_checks_each_record_once,
    test_searches_for_affected_customers_once
"""

import csv


def recall_calls(lines, affected, look_up):
    records = filter(affected, csv.DictReader(lines))
    pairs = map(lambda record: (record["serial"], look_up(record["customer"])), records)
    found = filter(lambda pair: pair[1] is not None, pairs)
    ready = next(found, None)
    while ready is not None:
        pair, ready = ready, next(found, None)
        yield pair
