"""Hides the rows with a keeper that dies at every look, and hands them on to a new keeper in its destructor.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks
Answer: over or failed
"""

BORN = []


class Keeper:
    def __init__(self, rows):
        self.rows = rows

    def __del__(self):
        if self.rows and BORN is not None:
            BORN[:] = [Keeper(self.rows)]


def make_handlers(rows, send):
    held = list(rows)
    BORN[:] = [Keeper(held)]
    BORN[:] = []
    return {row.label: (lambda number=number: lambda: send(BORN[0].rows[number].id))() for number, row in enumerate(held)}
