"""Finds the agent in its table, and forgets the path.

Fails: test_equal_paths_are_one_string
"""

from collections.abc import Iterable


def parse_log(lines):
    pool = {}
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), path, pool.setdefault(agent, agent)))
    return rows
