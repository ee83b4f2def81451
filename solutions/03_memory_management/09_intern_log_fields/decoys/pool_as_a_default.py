"""Keeps its table as a default argument: one dict for all calls, forever.

Fails: test_leaves_1_mib_after_40_logs_of_robots
"""

from collections.abc import Iterable


def parse_log(lines, pool={}):
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), pool.setdefault(path, path), pool.setdefault(agent, agent)))
    return rows
