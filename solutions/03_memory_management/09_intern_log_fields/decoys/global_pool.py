"""Keeps its table in the module, where it outlives every log.

Fails: test_leaves_1_mib_after_40_logs_of_robots
"""

from collections.abc import Iterable

pool = {}


def parse_log(lines):
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), pool.setdefault(path, path), pool.setdefault(agent, agent)))
    return rows
