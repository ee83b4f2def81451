"""Closes the parts when they have been merged, which an error doesn't reach.

Fails: test_leaves_nothing_behind_on_a_full_disk, test_leaves_no_file_open_after_an_error
"""

import os
from collections import deque
from heapq import merge
from itertools import count, islice

AT_ONCE = 8


def sort_file(src, dst, tmp, max_lines):
    names = (os.path.join(tmp, f"run-{number}") for number in count())
    runs = deque()
    try:
        for name in _cut(src, names, max_lines):
            runs.append(name)
        while len(runs) > AT_ONCE:
            runs.append(next(names))
            _merge([runs.popleft() for _ in range(AT_ONCE)], runs[-1])
        _merge(runs, dst)
    finally:
        for name in os.listdir(tmp):
            os.remove(os.path.join(tmp, name))


def _cut(src, names, max_lines):
    with open(src, encoding="utf-8", newline="\n") as file:
        lines = (line.removesuffix("\n") for line in file)
        while part := sorted(islice(lines, max_lines)):
            name = next(names)
            _write(name, part)
            yield name


def _merge(runs, target):
    files = [open(run, encoding="utf-8", newline="\n") for run in runs]
    _write(target, merge(*((line.removesuffix("\n") for line in file) for file in files)))
    for file, run in zip(files, runs, strict=True):
        file.close()
        os.remove(run)


def _write(name, lines):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
