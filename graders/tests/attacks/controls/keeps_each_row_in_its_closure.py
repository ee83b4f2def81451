"""Sends the right ids, but each handler keeps its whole row, photo and all.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument, test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks
Answer: over
"""


def make_handlers(rows, send):
    """A closure for each row."""

    def bind(row):
        return lambda: send(row.id)

    return {row.label: bind(row) for row in rows}
