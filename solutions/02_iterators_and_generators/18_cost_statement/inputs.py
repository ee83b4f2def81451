"""Random films whose archive may fail: the lines, what they were read from, and the total."""


def inputs(random):
    names = [f"unit {number}" for number in range(random.randrange(1, 8))]
    parts = {}
    for number, name in enumerate(names[1:]):
        parts.setdefault(names[random.randrange(number + 1)], []).append(name)
    booked = {name: [random.randrange(-9, 9) for _ in range(random.randrange(4))] for name in names}
    return names[0], parts, booked, random.choice([None, *names])


def observe(solution, name, parts, booked, torn):
    requested, lines, totals = [], [], []

    def bookings(of):
        requested.append(of)
        yield from booked[of]
        if of == torn:
            raise OSError(of)

    def outer():
        totals.append((yield from solution.statement(name, parts, bookings)))

    try:
        lines.extend((line, len(requested)) for line in outer())
    except OSError as error:
        lines.append((str(error), len(requested)))
    return lines, requested, totals
