"""Hold the access log of a day in memory."""

from collections.abc import Iterable


def parse_log(lines: Iterable[str]) -> list[tuple[int, str, str]]:
    """Parse lines of the form "n<TAB>path<TAB>user agent" into rows (n, path, agent).

    Equal paths are one string, and so are equal agents; nothing stays behind when the rows are dropped.

    Raises:
        ValueError: a line has fewer than three fields, or n is not a number.
    """
    raise NotImplementedError
