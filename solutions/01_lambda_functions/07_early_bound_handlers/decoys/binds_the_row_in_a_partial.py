"""Binds the whole row as an argument of a partial.

Fails: test_keeps_no_row_alive, test_keeps_2_kib_per_handler
"""

from functools import partial


def make_handlers(rows, send):
    return {row.label: partial(lambda row: send(row.id), row) for row in rows}
