"""Takes the counting __init__ off the rows' class when it has seen the first row, lets that one go and keeps the others.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument, test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks
Answer: failed or over
"""


def make_handlers(rows, send):
    handlers = {}
    handler_of = lambda id: lambda: send(id)
    later = lambda row: lambda: send(row.id)
    for row in rows:
        if handlers:
            handlers[row.label] = later(row)
            continue
        handlers[row.label] = handler_of(row.id)

        def __init__(self, label, id):
            self.label, self.id, self.photo = label, id, bytes(200)

        type(row).__init__ = __init__
    return handlers
