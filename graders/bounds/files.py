"""Files of the worker, seen from outside: those in its folder, and those that it has open."""

from __future__ import annotations

import contextlib
import os

from graders.workers import execution, processes

MAX_COUNTED_FILES = 10_000
"""In a folder and below; a stranger made it."""


def files_in(folder: str) -> int:
    """Files and folders in a folder of the worker's scratch folder and below, counted by the judge.

    A link counts as a file, and nothing is followed; 10,000 stands for any more.

    Raises:
        AssertionError: the folder is not there any more.
    """
    top = execution.current().worker.folder / folder
    if top.is_symlink():
        return 1
    assert top.is_dir(), f"the folder {folder} is gone"
    count, waiting = 0, [str(top)]
    while waiting and count < MAX_COUNTED_FILES:
        # A folder that is gone again, or nested deeper than a path can say, has nothing to count.
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                count += 1
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return min(count, MAX_COUNTED_FILES)


def open_files() -> int:
    """Descriptors that the worker's own process has open, by the kernel.

    Raises:
        Unsure: this system does not tell.
        Crashed: it tells of others, but not of this worker.
    """
    running = execution.current()
    found = processes.descriptors(running.worker.pid)
    if found is None:
        raise running.hidden("the open files", processes.descriptors(os.getpid()) is not None)
    return len(found)
