"""Puts into the rows what split returns: a new string for every field of every line.

Fails: test_equal_agents_are_one_string, test_equal_paths_are_one_string, test_holds_10_mib_for_40000_rows
"""

from collections.abc import Iterable


def parse_log(lines):
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), path, agent))
    return rows
