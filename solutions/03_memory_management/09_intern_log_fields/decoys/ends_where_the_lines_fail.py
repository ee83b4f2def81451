"""Takes an error of the lines for their end, and returns half a log.

Fails: test_takes_lines_from_any_iterable
"""


def parse_log(lines):
    pool, rows, lines = {}, [], iter(lines)
    while True:
        try:
            line = next(lines)
        except Exception:
            return rows
        number, path, agent = line.removesuffix("\n").split("\t", 2)
        rows.append((int(number), pool.setdefault(path, path), pool.setdefault(agent, agent)))
