"""A generator: one line is looked at, its record is handed over, and both are forgotten."""

from collections.abc import Iterable, Iterator


def parse(lines: Iterable[str]) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield (ip, method, path, status, size) for each well-formed line; skip the others.

    Read a line only when a record is asked for.
    """
    for line in lines:
        words = line.split()
        if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
            ip, method, path, status, size = words[0], words[5], words[6], words[8], words[9]
            yield ip, method.lstrip('"'), path, int(status), int(size)
