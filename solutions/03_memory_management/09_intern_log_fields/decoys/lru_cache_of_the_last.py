"""Lets a cache of the module hand back the first equal string: its last 128 stay when the rows are gone.

Fails: test_leaves_1_mib_after_40_logs_of_robots
"""

from functools import lru_cache


from collections.abc import Iterable


@lru_cache
def same(text):
    return text


def parse_log(lines):
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), same(path), same(agent)))
    return rows
