"""Random belts, some of which jam: what comes of each step, how far it has read, and the count beside it."""


class Belt:
    def __init__(self, readings):
        self.left = list(readings)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        reading = self.left.pop(0)
        if reading == "jam":
            raise OSError("jam")
        return reading


def inputs(random):
    return ([random.choice(["emma", "dune", "", None, "jam"]) for _ in range(random.randrange(12))],)


def observe(solution, readings):
    belt, seen = Belt(readings), []
    books = solution.ReturnedBooks(belt)
    for _ in range(len(readings) + 2):
        try:
            found = next(books, "the end")
        except OSError:
            found = "jammed"
        seen.append((found, books.count, len(belt.left)))
    return seen
