"""Makes a shared memory, a set of semaphores and a queue of System V, which belong to no process and stay until
somebody removes them; it removes them itself.

Against: announce_when_gone
Harm: leaves kernel objects behind
Merits: nothing
Answer: failed or crashed
"""

import ctypes


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


PRIVATE, REMOVE, MODE = 0, 0, 0o600


def attack():
    """Make each, say so, remove it."""
    libc = ctypes.CDLL(None)
    made = {
        "shared memory": (libc.shmget(PRIVATE, 4_096, MODE), lambda number: libc.shmctl(number, REMOVE, None)),
        "semaphores": (libc.semget(PRIVATE, 1, MODE), lambda number: libc.semctl(number, 0, REMOVE)),
        "a message queue": (libc.msgget(PRIVATE, MODE), lambda number: libc.msgctl(number, REMOVE, None)),
        "a POSIX message queue": (
            libc.mq_open(b"/katas-attack", 0o102, MODE, None),
            lambda _: libc.mq_unlink(b"/katas-attack"),
        ),
    }
    for what, (number, remove) in made.items():
        if number >= 0:
            remove(number)
            through(f"made {what}")


def announce_when_gone(obj, log):
    """Attack, and announce nothing."""
    attack()
    raise RuntimeError("nothing was gained")
