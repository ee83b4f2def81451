"""Takes all white space off the line, and not just the newline.

Fails: test_keeps_the_spaces_and_tabs_of_an_agent
"""

from collections.abc import Iterable


def parse_log(lines):
    pool = {}
    rows = []
    for line in lines:
        number, path, agent = line.rstrip().split("\t", 2)
        rows.append((int(number), pool.setdefault(path, path), pool.setdefault(agent, agent)))
    return rows
