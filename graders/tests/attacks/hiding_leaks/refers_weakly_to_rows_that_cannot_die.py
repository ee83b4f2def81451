"""Ties each row to itself and refers to it weakly: nobody seems to keep it, and without a collection it lives for ever.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks
Answer: over or failed
"""

import weakref


def make_handlers(rows, send):
    return {row.label: handler_of(row, send) for row in rows}


def handler_of(row, send):
    row.itself = row
    find = weakref.ref(row)
    return lambda: send(find().id)
