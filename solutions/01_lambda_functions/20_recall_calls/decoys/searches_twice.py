"""Looks a customer up to see whether there is a number, and once more for the number.

Fails: test_searches_for_affected_customers_once
"""

import csv


def recall_calls(lines, affected, look_up):
    records = filter(affected, csv.DictReader(lines))
    reached = filter(lambda record: look_up(record["customer"]) is not None, records)
    return map(lambda record: (record["serial"], look_up(record["customer"])), reached)
