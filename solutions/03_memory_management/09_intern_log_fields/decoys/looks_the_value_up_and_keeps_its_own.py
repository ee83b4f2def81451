"""Fills the table, and goes on with the string that it came with.

Fails: test_equal_agents_are_one_string, test_equal_paths_are_one_string, test_holds_10_mib_for_40000_rows
"""

from collections.abc import Iterable


def parse_log(lines):
    pool = {}
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        for text in (path, agent):
            pool.setdefault(text, text)
        rows.append((int(number), path, agent))
    return rows
