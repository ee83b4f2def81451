"""Collects the lines of each part, to add up its own bookings and totals, before the first of them is handed out.

Fails: test_raises_the_error_of_the_archive, test_reads_a_booking_when_its_line_is_wanted
"""


def collected(name, parts, bookings):
    lines = [(name, amount) for amount in bookings(name)]
    total = sum(amount for _, amount in lines)
    for part in parts.get(name, ()):
        inner, cost = collected(part, parts, bookings)
        lines += inner
        total += cost
    return [*lines, (f"{name} in all", total)], total


def statement(name, parts, bookings):
    total = 0
    for amount in bookings(name):
        total += amount
        yield name, amount
    for part in parts.get(name, ()):
        lines, cost = collected(part, parts, bookings)
        yield from lines
        total += cost
    yield f"{name} in all", total
    return total
