"""Keeps every row, and looks for the census among the objects of the collector, to have it forget the births.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks (its handlers are right,
    and keep too much)
Answer: failed or over or crashed
Reaches: the census of the living
"""

import gc


def forget():
    """Empty the census, and lower the base and the peak of the trace."""
    for each in gc.get_objects():
        kind = type(each).__name__
        if kind == "Census":
            print("REACHED IT")
            each._alive.clear()
            each.high = 0
        elif kind == "Trace":
            each._base = 1 << 40


KEPT = []


def make_handlers(rows, send):
    kept = list(rows)
    KEPT.append(kept)
    forget()
    handler_of = lambda row: lambda: send(row.id)
    return {row.label: handler_of(row) for row in kept}
