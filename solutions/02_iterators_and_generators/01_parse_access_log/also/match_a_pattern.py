"""A regular expression matches each line; a generator expression walks the matches."""

import re
from collections.abc import Iterable, Iterator

LINE = re.compile(r'(\S+) \S+ \S+ \[\S+ \S+\] "(\S+) (\S+) \S+" (\d+) (\d+)')


def parse(lines: Iterable[str]) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield (ip, method, path, status, size) for each well-formed line; skip the others."""
    matches = (LINE.fullmatch(line.strip()) for line in lines)
    return ((m[1], m[2], m[3], int(m[4]), int(m[5])) for m in matches if m)
