"""Takes what a part came to from its last line, and returns nothing itself.

Fails: test_returns_the_total
"""


def statement(name, parts, bookings):
    total = 0
    for amount in bookings(name):
        total += amount
        yield name, amount
    for part in parts.get(name, ()):
        cost = 0
        for line in statement(part, parts, bookings):
            yield line
            cost = line[1]
        total += cost
    yield f"{name} in all", total
