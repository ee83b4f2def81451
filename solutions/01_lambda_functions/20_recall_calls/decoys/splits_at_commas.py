"""Splits the lines at their commas, also those within quotes.

Fails: test_reads_csv_and_not_commas, test_agrees_with_a_plain_loop_on_random_files
"""


def recall_calls(lines, affected, look_up):
    lines = (line.strip() for line in lines)
    rows = map(lambda line: line.split(","), filter(None, lines))
    names = []

    def record_of(row):
        return dict(zip(names, row))

    def records():
        names.extend(next(rows, []))
        yield from map(record_of, rows)

    pairs = ((record["serial"], look_up(record["customer"])) for record in filter(affected, records()))
    return filter(lambda pair: pair[1] is not None, pairs)
