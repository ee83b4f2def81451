"""Reads all lines, sorts them, writes them.

Fails: test_needs_10_mib_for_24_mb, test_keeps_few_long_lines_in_memory, test_leaves_nothing_behind_on_a_full_disk
"""


def sort_file(src, dst, tmp, max_lines):
    with open(src, encoding="utf-8", newline="\n") as file:
        lines = sorted(line.removesuffix("\n") for line in file)
    with open(dst, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
