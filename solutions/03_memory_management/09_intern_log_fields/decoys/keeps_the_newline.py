"""Leaves the newline at the end of the agent.

Fails: test_leaves_the_newline_out, test_keeps_the_spaces_and_tabs_of_an_agent, test_equal_agents_are_one_string,
    test_equal_paths_are_one_string, test_holds_10_mib_for_40000_rows, test_leaves_1_mib_after_40_logs_of_robots
"""

from collections.abc import Iterable


def parse_log(lines):
    pool = {}
    rows = []
    for line in lines:
        number, path, agent = line.split("\t", 2)
        rows.append((int(number), pool.setdefault(path, path), pool.setdefault(agent, agent)))
    return rows
