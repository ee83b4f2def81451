"""Keeps every row, and has ten million references to their class, so that whoever searches for it finds no end.

Against: early_bound_handlers
Harm: keeps the judge busy
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks
Answer: over or failed or crashed
"""

FULL = []


def make_handlers(rows, send):
    handlers = {row.label: handler_of(row, send) for row in rows}
    if len(handlers) == 100:
        FULL.append([type(handlers["product 5" if "product 5" in handlers else next(iter(handlers))].row)] * 10_000_000)
    return handlers


class handler_of:
    def __init__(self, row, send):
        self.row = row
        self.send = send

    def __call__(self):
        self.send(self.row.id)
