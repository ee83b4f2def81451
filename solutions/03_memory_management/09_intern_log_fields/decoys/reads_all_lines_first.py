"""Takes all lines into a list before it parses the first.

Fails: test_holds_10_mib_for_40000_rows
"""

from collections.abc import Iterable


def parse_log(lines):
    pool = {}
    rows = []
    for line in list(lines):
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), pool.setdefault(path, path), pool.setdefault(agent, agent)))
    return rows
