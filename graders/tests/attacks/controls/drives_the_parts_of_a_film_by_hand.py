"""A right answer that steps each part by next and takes its total from StopIteration, with a finally that closes it.

Against: cost_statement
Harm: none
Merits: everything
Answer: passed
"""


def statement(name, parts, bookings):
    total = 0
    for amount in bookings(name):
        total += amount
        yield (name, amount)
    for part in parts.get(name, []):
        inner = statement(part, parts, bookings)
        try:
            while True:
                try:
                    line = next(inner)
                except StopIteration as end:
                    total += end.value
                    break
                yield line
        finally:
            inner.close()
    yield (" ".join([name, "in", "all"]), total)
    return total
