"""Merges two runs at a time with two current lines, as long as there are two."""

from pathlib import Path


def sort_file(src, dst, tmp, max_lines):
    folder = Path(tmp)
    try:
        runs = cut(src, folder, max_lines)
        made = len(runs)
        while len(runs) > 1:
            target = folder / str(made)
            made += 1
            first, second, *runs = runs
            merge_two(first, second, target)
            runs.append(target)
        with open(dst, "w", encoding="utf-8", newline="\n") as output:
            for run in runs:
                with open(run, encoding="utf-8", newline="\n") as lines:
                    output.writelines(lines)
    finally:
        for path in folder.iterdir():
            path.unlink()


def cut(src, folder, max_lines):
    runs, part = [], []

    def save():
        if part:
            part.sort()
            runs.append(folder / str(len(runs)))
            with runs[-1].open("w", encoding="utf-8", newline="\n") as run:
                for line in part:
                    run.write(line + "\n")
            part.clear()

    with open(src, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            part.append(line.rstrip("\n"))
            if len(part) == max_lines:
                save()
    save()
    return runs


def merge_two(first, second, target):
    with (
        first.open(encoding="utf-8", newline="\n") as left,
        second.open(encoding="utf-8", newline="\n") as right,
        target.open("w", encoding="utf-8", newline="\n") as output,
    ):
        one, other = next(left, ""), next(right, "")
        while one and other:
            if one[:-1] <= other[:-1]:
                output.write(one)
                one = next(left, "")
            else:
                output.write(other)
                other = next(right, "")
        output.write(one + other)
        output.writelines(left)
        output.writelines(right)
    first.unlink()
    second.unlink()
