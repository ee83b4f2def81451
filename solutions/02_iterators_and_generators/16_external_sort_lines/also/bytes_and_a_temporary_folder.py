"""Works on bytes, whose order is that of the characters in UTF-8, in a TemporaryDirectory, level by level."""

import heapq
import os
import shutil
import tempfile
from contextlib import ExitStack
from itertools import islice

WAYS = 12


def bare(line):
    return line.rstrip(b"\n")


def sort_file(src, dst, tmp, max_lines):
    with tempfile.TemporaryDirectory(dir=tmp) as folder:
        runs = []
        with open(src, "rb") as source:
            while part := list(islice(source, max_lines)):
                part[-1] = bare(part[-1]) + b"\n"
                part.sort(key=bare)
                runs.append(os.path.join(folder, f"0-{len(runs)}"))
                with open(runs[-1], "wb") as run:
                    run.writelines(part)
        level = 0
        while len(runs) > 1:
            level += 1
            groups = [runs[at : at + WAYS] for at in range(0, len(runs), WAYS)]
            runs = [merged(group, os.path.join(folder, f"{level}-{number}")) for number, group in enumerate(groups)]
        if runs:
            shutil.move(runs[0], dst)
        else:
            open(dst, "wb").close()


def merged(runs, target):
    with ExitStack() as stack:
        files = [stack.enter_context(open(run, "rb")) for run in runs]
        output = stack.enter_context(open(target, "wb"))
        output.writelines(heapq.merge(*files, key=bare))
    for run in runs:
        os.unlink(run)
    return target
