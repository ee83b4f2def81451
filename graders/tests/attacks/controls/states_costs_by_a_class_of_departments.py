"""A right answer by a class for a department whose __iter__ delegates to its parts, and tells its total afterwards.

Against: cost_statement
Harm: none
Merits: everything
Answer: passed
"""


class Department:
    """A department and all in it."""

    def __init__(self, name, parts, bookings):
        self.name, self.parts, self.bookings = name, parts, bookings
        self.total = None

    def __iter__(self):
        total = 0
        for amount in self.bookings(self.name):
            total += amount
            yield self.name, amount
        for part in self.parts.get(self.name) or []:
            inner = Department(part, self.parts, self.bookings)
            yield from inner
            total += inner.total
        self.total = total
        yield self.name + " in all", total


def statement(name, parts, bookings):
    film = Department(name, parts, bookings)
    yield from film
    print(f"{film.name}: {film.total}")
    return film.total
