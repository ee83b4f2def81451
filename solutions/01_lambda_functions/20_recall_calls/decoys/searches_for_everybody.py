"""Looks every customer up, and asks only then whether the frame is affected.

Fails: test_checks_each_record_once, test_searches_for_affected_customers_once
"""

import csv


def recall_calls(lines, affected, look_up):
    searched = map(lambda record: (record, look_up(record["customer"])), csv.DictReader(lines))
    found = filter(lambda pair: pair[1] is not None and affected(pair[0]), searched)
    return map(lambda pair: (pair[0]["serial"], pair[1]), found)
