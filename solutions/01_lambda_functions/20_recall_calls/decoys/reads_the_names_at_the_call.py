"""Takes the names of the columns from the first line when it is called.

Fails: test_takes_the_lines_up_to_each_pair
"""

import csv


def recall_calls(lines, affected, look_up):
    rows = filter(None, csv.reader(lines))
    names = next(rows, [])
    records = filter(affected, (dict(zip(names, row)) for row in rows))
    pairs = map(lambda record: (record["serial"], look_up(record["customer"])), records)
    return filter(lambda pair: pair[1] is not None, pairs)
