"""Breaks the ceiling on purpose, so that the test runs once more to explain itself, and attacks only there, in the
other kind of worker; what it prints there nobody sees, so it leaves a small file in the temporary folder for each
success.

Against: sliding_window_mean
Harm: leaves files in the temporary folder
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full, test_agrees_with_the_definition_on_random_readings, test_does_constant_work_per_reading
Answer: over
"""

import contextlib
import os
import socket
from collections import deque


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def means(readings, width):
    """The honest means."""
    window, total = deque(), 0.0
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width


def attack():
    """Try what a worker must not do."""
    with contextlib.suppress(OSError), socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        leave("bound-a-socket")
    with contextlib.suppress(OSError):
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        leave("started-a-process")
    with contextlib.suppress(OSError):
        os.kill(os.getppid(), 0)
        leave("may-signal-the-judge")
    leave("wrote-outside-its-folder")


def leave(what):
    """An empty file above the scratch folders: in the judge's temporary folder."""
    with (
        contextlib.suppress(OSError),
        open(f"{os.path.dirname(os.path.dirname(os.getcwd()))}/katas-attack-{what}", "w"),
    ):
        through(what)


def window_means(readings, width):
    """Hold the whole series, if it is long; attack where the folder has no number."""
    if not os.path.basename(os.getcwd()).isdigit():
        attack()
    held = list(readings)
    yield from means(held, width)
