"""Looks for the repository and opens the stubs, tests and solutions of all exercises for writing; it writes nothing,
and prints what it could read of them.

Against: rank_by_expensive_score
Harm: could write other exercises and solutions
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import glob
import os


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def parent_of(pid):
    """The parent of a process."""
    with open(f"/proc/{pid}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def victims():
    """The fork server and the judge, where this is one of its workers; nobody else."""
    if "katas-" not in os.getcwd():
        return []
    found = [os.getppid()]
    with contextlib.suppress(OSError):
        found.append(parent_of(found[0]))
    return [pid for pid in found if pid > 1]


def repository():
    """The judge's working directory."""
    for pid in victims():
        with contextlib.suppress(OSError):
            yield os.readlink(f"/proc/{pid}/cwd")
    yield os.environ.get("PWD", "")


PARTS = (
    "exercises/*/*/*.py",
    "solutions/*/*/*.py",
    "solutions/*/*/decoys/*.py",
    "conftest.py",
    "graders/*.py",
    "*/canary*",
)


def attack():
    """Open a few files of each kind, without a change."""
    for root in filter(None, repository()):
        for pattern in PARTS:
            for path in glob.glob(f"{root}/{pattern}")[:3]:
                touch(path)


def touch(path):
    """Open one file for reading, and for writing."""
    with contextlib.suppress(OSError):
        with open(path, encoding="utf-8") as file:
            print(path, file.read(300))
        with open(path, "r+b"):
            through(f"opened {path} for writing")


def rank(items, score):
    """Attack, and rank nothing."""
    attack()
    raise RuntimeError("nothing was gained")
