"""Cuts parts of three lines, however many may be in memory.

Fails: test_makes_parts_of_max_lines
"""

import os
from collections import deque
from contextlib import ExitStack
from heapq import merge
from itertools import count, islice

AT_ONCE = 8
PART = 3


def sort_file(src, dst, tmp, max_lines):
    names = (os.path.join(tmp, f"run-{number}") for number in count())
    runs = deque()
    try:
        for name in _cut(src, names):
            runs.append(name)
        while len(runs) > AT_ONCE:
            runs.append(next(names))
            _merge([runs.popleft() for _ in range(AT_ONCE)], runs[-1])
        _merge(runs, dst)
    finally:
        for name in os.listdir(tmp):
            os.remove(os.path.join(tmp, name))


def _cut(src, names):
    with open(src, encoding="utf-8", newline="\n") as file:
        lines = (line.removesuffix("\n") for line in file)
        while part := sorted(islice(lines, PART)):
            name = next(names)
            _write(name, part)
            yield name


def _merge(runs, target):
    with ExitStack() as stack:
        files = [stack.enter_context(open(run, encoding="utf-8", newline="\n")) for run in runs]
        _write(target, merge(*((line.removesuffix("\n") for line in file) for file in files)))
    for run in runs:
        os.remove(run)


def _write(name, lines):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
