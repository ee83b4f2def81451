"""Lets go of every row, and keeps it pickled, in memory of the C library where no meter runs.

Against: early_bound_handlers
Harm: none
Merits: nothing
Answer: over or failed
"""

import ssl


def make_handlers(rows, send):
    return {row.label: handler_of(row.id, shelf(row), send) for row in rows}


def shelf(row):
    kept = ssl.MemoryBIO()
    kept.write(repr(vars(row)).encode())
    return kept


def handler_of(id, kept, send):
    return lambda: send(id) if kept else None
