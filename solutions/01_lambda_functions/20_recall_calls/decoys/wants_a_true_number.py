"""Keeps the pairs whose number counts as true.

Fails: test_anything_but_none_will_do
"""

import csv
from operator import itemgetter


def recall_calls(lines, affected, look_up):
    records = filter(affected, csv.DictReader(lines))
    pairs = map(lambda record: (record["serial"], look_up(record["customer"])), records)
    return filter(itemgetter(1), pairs)
