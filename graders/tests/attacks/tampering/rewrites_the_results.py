"""Finds the path of results.json in the judge's command line and environment, and opens it, the folder of hooks and
the run's temporary folder for writing.

Against: sliding_window_mean
Harm: could write the results
Merits: nothing
Answer: failed or crashed
"""

import contextlib
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


def attack():
    """Open what is named after --json, and try the places beside it."""
    for pid in victims():
        with contextlib.suppress(OSError):
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                words = file.read().decode("utf-8", "replace").split("\0")
            where = os.readlink(f"/proc/{pid}/cwd")
            for word in words:
                claim(os.path.join(where, word.removeprefix("--json=")))
    for root in filter(None, repository()):
        claim(f"{root}/results.json")
        create(f"{root}/.git/hooks/katas-attack")
        create(f"{root}/katas-attack")
        create(f"{root}/exercises/conftest-katas-attack")


def claim(path):
    """Open a file for writing, without a change."""
    with contextlib.suppress(OSError), open(path, "r+b"):
        through(f"opened {path} for writing")


def create(path):
    """Create a file and remove it."""
    with contextlib.suppress(OSError):
        with open(path, "x"):
            through(f"created {path}")
        os.unlink(path)


def window_means(readings, width):
    """Attack, and give no mean."""
    attack()
    raise RuntimeError("nothing was gained")
