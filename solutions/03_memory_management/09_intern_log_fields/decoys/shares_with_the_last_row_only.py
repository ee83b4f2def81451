"""Checks whether the last row had the same agent and path, and no further.

Fails: test_equal_agents_are_one_string, test_equal_paths_are_one_string, test_holds_10_mib_for_40000_rows
"""

from collections.abc import Iterable


def parse_log(lines):
    last = ("", "")
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        last = tuple(old if old == new else new for old, new in zip(last, (path, agent)))
        rows.append((int(number), *last))
    return rows
