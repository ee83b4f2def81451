"""Works out each total by a function of its own, which requests all bookings below once more.

Fails: test_requests_each_department_once
"""


def total_of(name, parts, bookings):
    return sum(bookings(name)) + sum(total_of(part, parts, bookings) for part in parts.get(name, ()))


def statement(name, parts, bookings):
    for amount in bookings(name):
        yield name, amount
    for part in parts.get(name, ()):
        yield from statement(part, parts, bookings)
    total = total_of(name, parts, bookings)
    yield f"{name} in all", total
    return total
