"""Sorted runs on disk, merged eight at a time by heapq.merge until eight are left."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import count, islice
from typing import TextIO

AT_ONCE = 8
"""Runs that are merged, and so open, at once."""


def sort_file(src: str, dst: str, tmp: str, max_lines: int) -> None:
    """Sort the lines of ``src`` into ``dst``, with about ``max_lines`` lines in memory.

    At most 20 files are open at once, and ``tmp`` is left empty.
    """
    names = (os.path.join(tmp, str(number)) for number in count())
    try:
        runs = list(_cut(src, names, max_lines))
        while len(runs) > AT_ONCE:
            left, runs = iter(runs), []
            while group := list(islice(left, AT_ONCE)):
                runs.append(_merge(group, next(names)))
        _merge(runs, dst)
    finally:
        for name in os.listdir(tmp):
            os.remove(os.path.join(tmp, name))


def _cut(src: str, names: Iterator[str], max_lines: int) -> Iterator[str]:
    """Write the lines of a file into sorted runs; the names of the runs."""
    with _opened(src) as file:
        lines = _bare(file)
        while part := sorted(islice(lines, max_lines)):
            yield _write(next(names), part)


def _merge(runs: list[str], target: str) -> str:
    """Merge sorted runs into a file, and delete them; the name of the file."""
    with ExitStack() as stack:
        files = [stack.enter_context(_opened(run)) for run in runs]
        _write(target, merge(*map(_bare, files)))
    for run in runs:
        os.remove(run)
    return target


def _write(name: str, lines: Iterable[str]) -> str:
    """Write lines into a file; its name."""
    with _opened(name, "w") as file:
        file.writelines(f"{line}\n" for line in lines)
    return name


def _opened(name: str, mode: str = "r") -> TextIO:
    """A file in UTF-8, in which only a newline ends a line."""
    return open(name, mode, encoding="utf-8", newline="\n")


def _bare(file: TextIO) -> Iterator[str]:
    """The lines of a file without their ends."""
    return (line.removesuffix("\n") for line in file)
