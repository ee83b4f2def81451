"""Makes a float of the number first, which holds 53 bits of it.

Fails: test_agrees_with_plain_splitting_on_random_lines
"""


def parse_log(lines):
    pool, rows = {}, []
    for line in lines:
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(float(number)), pool.setdefault(path, path), pool.setdefault(agent, agent)))
    return rows
