"""Keeps at most sixteen runs: when a level has that many, they become one run of the next."""

import os
from contextlib import ExitStack, closing
from heapq import merge

MOST = 16


class Runs:
    def __init__(self, folder):
        self._folder = folder
        self._levels = {}
        self._made = 0

    def add(self, lines, level=0):
        path = os.path.join(self._folder, f"{self._made:06}.run")
        self._made += 1
        write(path, lines)
        self._levels.setdefault(level, []).append(path)
        if len(self._levels[level]) == MOST:
            full = self._levels.pop(level)
            self.add(merged(full), level + 1)

    def lines(self):
        """All lines, sorted: small levels first become one run, until there are few runs in all."""
        while sum(map(len, self._levels.values())) > MOST:
            level = min(self._levels)
            self.add(merged(self._levels.pop(level)), level + 1)
        return merged([path for level in self._levels.values() for path in level])

    def close(self):
        for name in os.listdir(self._folder):
            os.remove(os.path.join(self._folder, name))


def write(path, lines):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            print(line, file=file)


def stripped(file):
    for line in file:
        yield line[:-1] if line.endswith("\n") else line


def merged(paths):
    with ExitStack() as stack:
        yield from merge(*(stripped(stack.enter_context(open(path, encoding="utf-8", newline="\n"))) for path in paths))
    for path in paths:
        os.remove(path)


def sort_file(src, dst, tmp, max_lines):
    with closing(Runs(tmp)) as runs:
        part = []
        with open(src, encoding="utf-8", newline="\n") as file:
            for line in stripped(file):
                part.append(line)
                if len(part) >= max_lines:
                    runs.add(sorted(part))
                    part.clear()
        runs.add(sorted(part))
        write(dst, runs.lines())
