"""Copies the photo of every row into pages of its own, two megabytes in all, and lets go of the rows.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks, test_keeps_no_row_alive
Answer: over or failed
"""

import mmap


def make_handlers(rows, send):
    handlers = {}
    for row in rows:
        photo = mmap.mmap(-1, max(len(row.photo), 1))
        photo.write(bytes(1) * len(row.photo))
        handlers[row.label] = handler_of(row.id, photo, send)
    return handlers


def handler_of(id, photo, send):
    def handler():
        send(id, *photo[:0])

    return handler
