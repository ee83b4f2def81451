"""Right but for a branch that is not written yet: no rows at all.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument, test_sends_the_right_ids_for_random_clicks, test_keeps_no_row_alive, test_keeps_2_kib_per_handler
Answer: todo
"""


def make_handlers(rows, send):
    """A closure for each id; nothing for nothing is still to do."""

    def bind(number):
        return lambda: send(number)

    handlers = {row.label: bind(row.id) for row in rows}
    if not handlers:
        raise NotImplementedError("what does a till without products show?")
    return handlers
