"""A cache that is made by the call, and goes with it: it hands back the first equal string."""

from collections.abc import Iterable
from functools import cache


def parse_log(lines: Iterable[str]) -> list[tuple[int, str, str]]:
    same = cache(str)
    rows = []
    for line in lines:
        number, _, rest = line.partition("\t")
        path, tab, agent = rest.partition("\t")
        if not tab:
            raise ValueError(f"fewer than three fields: {line!r}")
        rows.append((int(number), same(path), same(agent[:-1] if agent.endswith("\n") else agent)))
    return rows
