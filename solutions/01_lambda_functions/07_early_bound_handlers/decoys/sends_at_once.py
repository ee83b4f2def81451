"""Calls send while the handlers are made, and stores what that returns.

Fails: test_sends_the_id_of_its_own_row, test_sends_at_every_click_and_not_before, test_takes_no_argument,
    test_sends_the_right_ids_for_random_clicks, test_keeps_no_row_alive, test_keeps_2_kib_per_handler
"""


def make_handlers(rows, send):
    return {row.label: send(row.id) for row in rows}
