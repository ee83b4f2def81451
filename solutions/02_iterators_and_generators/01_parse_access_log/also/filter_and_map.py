"""Two small functions, one line in and one value out, strung together by map and filter."""

from collections.abc import Iterable, Iterator


def parse(lines: Iterable[str]) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield (ip, method, path, status, size) for each well-formed line; skip the others."""
    return filter(None, map(record, lines))


def record(line: str) -> tuple[str, str, str, int, int] | None:
    """The record of a line, or None."""
    words = line.split()
    if len(words) != 10 or not all(word.isdecimal() for word in words[8:]):
        return None
    ip, _, _, _, _, method, path, _, status, size = words
    return ip, method[1:], path, int(status), int(size)
