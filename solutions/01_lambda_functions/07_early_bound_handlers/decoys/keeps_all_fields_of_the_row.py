"""Lets the row go, but keeps the dict of its fields, the photo among them.

Fails: test_keeps_2_kib_per_handler
"""


def make_handlers(rows, send):
    handler_of = lambda fields: lambda: send(fields["id"])
    return {row.label: handler_of(row.__dict__) for row in rows}
