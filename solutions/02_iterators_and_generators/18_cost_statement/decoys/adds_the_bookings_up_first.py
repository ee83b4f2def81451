"""Adds up a department's own bookings before it hands them out, so they are read ahead.

Fails: test_raises_the_error_of_the_archive, test_reads_a_booking_when_its_line_is_wanted
"""


def statement(name, parts, bookings):
    own = list(bookings(name))
    total = sum(own)
    for amount in own:
        yield name, amount
    for part in parts.get(name, ()):
        total += yield from statement(part, parts, bookings)
    yield f"{name} in all", total
    return total
