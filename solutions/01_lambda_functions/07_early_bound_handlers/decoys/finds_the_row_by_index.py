"""Keeps only a number in each handler, and all rows in a list to look it up in.

Fails: test_keeps_no_row_alive, test_keeps_2_kib_per_handler
"""


def make_handlers(rows, send):
    rows = list(rows)
    handler_at = lambda place: lambda: send(rows[place].id)
    return {row.label: handler_at(place) for place, row in enumerate(rows)}
