"""Takes an error of the rows for their end.

Fails: test_has_the_labels_in_the_order_of_the_rows
"""

from functools import partial


def make_handlers(rows, send):
    handlers = {}
    try:
        for row in rows:
            handlers[row.label] = partial(send, row.id)
            del row
    except Exception:
        pass
    return handlers
