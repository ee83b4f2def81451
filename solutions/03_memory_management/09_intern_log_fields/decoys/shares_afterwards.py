"""Parses everything first, and then replaces the equal strings: for a while all of them are there.

Fails: test_holds_10_mib_for_40000_rows
"""

from collections.abc import Iterable


def parse_log(lines):
    pool = {}
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), path, agent))
    return [(number, pool.setdefault(path, path), pool.setdefault(agent, agent)) for number, path, agent in rows]
