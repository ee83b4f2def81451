"""Cuts an agent that has a tab itself.

Fails: test_keeps_the_spaces_and_tabs_of_an_agent
"""

from collections.abc import Iterable


def parse_log(lines):
    pool = {}
    rows = []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t")
        rows.append((int(number), pool.setdefault(path, path), pool.setdefault(agent, agent)))
    return rows
