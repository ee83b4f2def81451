"""A stack of the departments that are not finished, each with its total and the parts that are left."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence


def statement(
    name: str, parts: Mapping[str, Sequence[str]], bookings: Callable[[str], Iterable[int]]
) -> Generator[tuple[str, int], None, int]:
    """Yield a line for each booking of a department and of all in it, and one for each total; return the total."""
    totals = [0]
    open_ones = [(name, iter(parts.get(name, ())))]
    for amount in bookings(name):
        totals[-1] += amount
        yield name, amount
    while True:
        current, left = open_ones[-1]
        for part in left:
            open_ones.append((part, iter(parts.get(part, ()))))
            totals.append(0)
            for amount in bookings(part):
                totals[-1] += amount
                yield part, amount
            break
        else:
            open_ones.pop()
            total = totals.pop()
            yield f"{current} in all", total
            if not totals:
                return total
            totals[-1] += total
