"""Captures every row, and makes every weak reference point to an object that dies at once.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks
Answer: over or failed
"""

import weakref

original = weakref.ref


class Passing:
    """Gone as soon as it is there."""


class ref(original):
    def __new__(cls, target, callback=None):
        return original.__new__(cls, Passing() if type(target).__name__ == "Row" else target, callback)


weakref.ref = ref


def make_handlers(rows, send):
    return {row.label: handler_of(row, send) for row in rows}


def handler_of(row, send):
    return lambda: send(row.id)
