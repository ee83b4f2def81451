"""Writes one sorted run after the other.

Fails: test_sorts_the_lines, test_keeps_equal_lines, test_gives_the_last_line_its_newline,
    test_compares_lines_without_their_ends, test_sorts_lines_in_all_languages, test_ends_a_line_only_at_a_newline,
    test_sorts_alike_on_any_machine, test_sorts_with_one_line_in_memory, test_makes_parts_of_max_lines,
    test_agrees_with_sorted_on_random_lines, test_needs_10_mib_for_24_mb, test_keeps_few_long_lines_in_memory,
    test_opens_20_files_at_most_for_48_parts, test_opens_20_files_at_most_for_300_parts, test_leaves_the_folder_empty,
    test_leaves_no_file_open_after_an_error
"""

import os
from collections import deque
from contextlib import ExitStack
from itertools import chain, count, islice

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
    with ExitStack() as stack:
        files = [stack.enter_context(open(run, encoding="utf-8", newline="\n")) for run in runs]
        _write(target, chain.from_iterable(((line.removesuffix("\n") for line in file) for file in files)))
    for run in runs:
        os.remove(run)


def _write(name, lines):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
