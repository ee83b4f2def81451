"""Takes the id out of the row, but all handlers still share the one variable that it is in.

Fails: test_sends_the_id_of_its_own_row, test_sends_the_right_ids_for_random_clicks, test_keeps_no_row_alive,
    test_keeps_2_kib_per_handler
"""


def make_handlers(rows, send):
    handlers = {}
    for row in rows:
        id = row.id
        handlers[row.label] = lambda: send(id)
    return handlers
