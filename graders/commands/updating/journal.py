"""The steps of an update, written down before the first: a killed one is finished by the next run.

Nothing here is imported from the rest of the graders, which are half old and half new meanwhile: a
copy of this file lies beside the journal, and runs by itself. Every step is one rename. Each file
is at one place or at the other, so nothing is lost wherever the process is killed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FOLDER = ".katas/update"
"""Where an update is prepared; it is gone when the update is through."""

JOURNAL = "journal.json"
DONE = "done"
"""Has a byte for each step that is done."""

FINISH = "finish.py"


class Step(NamedTuple):
    """A rename, of paths below the repository."""

    source: str
    target: str
    replaced: str = ""
    """The digest of the file that is replaced, of which a copy is kept; "" for none."""
    kept: str = ""
    """Where that goes which stands at the target and is not what was expected there."""


def digest(path: Path) -> str:
    """What the bytes of a file are known by."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(root: Path, steps: list[Step]) -> None:
    """Write the journal: from here on the update is done, now or by the next run."""
    folder = root / FOLDER
    shutil.copyfile(__file__, folder / FINISH)
    part = folder / f"{JOURNAL}.part"
    part.write_text(json.dumps(steps), encoding="utf-8")
    part.replace(folder / JOURNAL)


def is_begun(root: Path) -> bool:
    """True where an update was cut short after it was prepared."""
    return (root / FOLDER / JOURNAL).is_file()


def finish(root: Path) -> int:
    """Do the steps that are left; how many."""
    folder = root / FOLDER
    steps = [Step(*each) for each in json.loads((folder / JOURNAL).read_text(encoding="utf-8"))]
    done = folder / DONE
    first = done.stat().st_size if done.exists() else 0
    for step in steps[first:]:
        source, target = root / step.source, root / step.target
        # Without it the step was done, and the process killed before it could say so.
        if source.exists():
            if target.exists() and (target.is_dir() or digest(target) != step.replaced):
                # Somebody has written there since the update was prepared.
                kept = root / step.kept
                kept.parent.mkdir(parents=True, exist_ok=True)
                target.replace(_free(kept))
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
        _tidy(root, source.parent)
        with done.open("ab") as marks:
            marks.write(b".")
    # By its journal first: without one what is left here is rubbish.
    (folder / JOURNAL).unlink()
    shutil.rmtree(folder, ignore_errors=True)
    return len(steps) - first


def _free(path: Path) -> Path:
    """A name beside this one that nothing has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}.{number}")
    return free


def _tidy(root: Path, folder: Path) -> None:
    """Removes folders that nothing is left in but caches."""
    while folder != root:
        if folder.is_dir():
            if {each.name for each in folder.iterdir()} - {"__pycache__"}:
                return
            shutil.rmtree(folder)
        folder = folder.parent


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """In the block this is the only process that updates the copy.

    Raises:
        BlockingIOError: there is one already.
    """
    (root / ".katas").mkdir(exist_ok=True)
    with (root / ".katas" / "update.lock").open("w") as lock:
        if fcntl is not None:
            # It is gone with the process, however that ends.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def main(root: Path) -> None:
    """Finish what was cut short, unless somebody is at it."""
    try:
        with alone(root):
            if is_begun(root):
                finish(root)
                print("An update that was cut short is finished.", file=sys.stderr)
    except BlockingIOError:
        print("An update of this copy is at work: wait for its end.", file=sys.stderr)


if __name__ == "__main__":
    main(Path(os.path.abspath(__file__)).parents[2])
