"""The given code: all handlers share one variable, which holds the last row.

Fails: test_sends_the_id_of_its_own_row, test_sends_the_right_ids_for_random_clicks, test_keeps_no_row_alive,
    test_keeps_2_kib_per_handler
"""


def make_handlers(rows, send):
    handlers = {}
    for row in rows:
        handlers[row.label] = lambda: send(row.id)
    return handlers
