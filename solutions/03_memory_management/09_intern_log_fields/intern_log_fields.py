"""A dict hands back the first equal string that it has seen, and goes when the call is over."""

from collections.abc import Iterable


def parse_log(lines: Iterable[str]) -> list[tuple[int, str, str]]:
    """Parse lines of the form "n<TAB>path<TAB>user agent" into rows (n, path, agent).

    Equal paths are one string, and so are equal agents; nothing stays behind when the rows are dropped.

    Raises:
        ValueError: a line has fewer than three fields, or n is not a number.
    """
    pool: dict[str, str] = {}
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), pool.setdefault(path, path), pool.setdefault(agent, agent)))
    return rows
