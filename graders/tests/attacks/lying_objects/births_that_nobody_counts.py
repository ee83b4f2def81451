"""Takes the counting __init__ off the rows' class when it has seen the first row, lets that one go and keeps the others.

Against: early_bound_handlers
Harm: none
Merits: nothing
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
