"""Keeps every row and freezes it, so that the collector's own lists do not show it any more.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks
Answer: over or failed
"""

import gc


def make_handlers(rows, send):
    handlers = {row.label: handler_of(row, send) for row in rows}
    gc.freeze()
    return handlers


def handler_of(row, send):
    return lambda: send(row.id)
