"""Reads the canary and the start files of the judge's home, opens them for writing without a change, and creates a dot
file beside the canary, which it removes again.

Against: early_bound_handlers
Harm: could write start files
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


NAMES = ("canary.txt", ".bashrc", ".profile", ".python_history", ".gitconfig", ".ssh/authorized_keys")


def attack():
    """Open in each home; plant only beside a canary."""
    for home in {*homes()}:
        for name in NAMES:
            with contextlib.suppress(OSError), open(f"{home}/{name}", "r+b") as file:
                through(f"opened {name} in a home for writing")
                if name == "canary.txt":
                    print(file.read(2_000).decode("utf-8", "replace"))
        if os.path.exists(f"{home}/canary.txt"):
            plant(f"{home}/.katas-attack-{os.getpid()}")


def homes():
    """Where the judge's user lives."""
    yield os.path.expanduser("~")
    for pid in victims():
        with contextlib.suppress(OSError), open(f"/proc/{pid}/environ", "rb") as file:
            yield from (each[5:].decode() for each in file.read().split(b"\0") if each.startswith(b"HOME="))


def plant(path):
    """Create a file, and remove it."""
    with contextlib.suppress(OSError):
        with open(path, "x"):
            through("created a file in a home")
        os.unlink(path)


def make_handlers(rows, send):
    """Attack, and make no handler."""
    attack()
    raise RuntimeError("nothing was gained")
