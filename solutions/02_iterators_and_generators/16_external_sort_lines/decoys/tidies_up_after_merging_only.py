"""Removes the parts when merging fails, and leaves them there when a line cannot be read.

Fails: test_leaves_the_folder_empty_after_a_bad_line, test_leaves_nothing_behind_on_a_full_disk
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import count, islice

AT_ONCE = 8
"""Runs that are merged, and so open, at once."""


def sort_file(src: str, dst: str, tmp: str, max_lines: int) -> None:
    """Sort the lines of ``src`` into ``dst``, with about ``max_lines`` lines in memory.

    At most 20 files are open at once, and ``tmp`` is left empty.
    """
    names = (os.path.join(tmp, f"run-{number}") for number in count())
    runs: deque[str] = deque()
    for name in _cut(src, names, max_lines):
        runs.append(name)
    try:
        while len(runs) > AT_ONCE:
            runs.append(next(names))
            _merge([runs.popleft() for _ in range(AT_ONCE)], runs[-1])
        _merge(runs, dst)
    finally:
        for name in os.listdir(tmp):
            os.remove(os.path.join(tmp, name))


def _cut(src: str, names: Iterator[str], max_lines: int) -> Iterator[str]:
    """Write the lines of a file into sorted runs; the names of the runs."""
    with open(src, encoding="utf-8", newline="\n") as file:
        lines = (line.removesuffix("\n") for line in file)
        while part := sorted(islice(lines, max_lines)):
            name = next(names)
            _write(name, part)
            yield name


def _merge(runs: Iterable[str], target: str) -> None:
    """Merge sorted runs into a file, and delete them."""
    with ExitStack() as stack:
        files = [stack.enter_context(open(run, encoding="utf-8", newline="\n")) for run in runs]
        _write(target, merge(*((line.removesuffix("\n") for line in file) for file in files)))
    for run in runs:
        os.remove(run)


def _write(name: str, lines: Iterable[str]) -> None:
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
