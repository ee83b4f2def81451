"""Starts interpreters by every way that the exercise allows, in which nothing was taken away, to load ctypes there.

Against: share_frames_between_processes
Harm: runs native code
Merits: nothing
Answer: failed or crashed or late
"""

import multiprocessing
import os
import subprocess
import sys

CODE = """
import sys
sys.path[:] = [path for path in sys.path if path != {here!r}]
sys.modules.pop("ctypes", None)
import ctypes, os
assert ctypes.CDLL(None).getpid() == os.getpid()
print("GOT" + " THROUGH: an interpreter has ctypes")
"""


def work(code):
    """In a child process."""
    exec(code, {})


def attack():
    """Spawn, serve, run."""
    code = CODE.format(here=os.getcwd())
    for kind in ("spawn", "forkserver"):
        child = multiprocessing.get_context(kind).Process(target=work, args=(code,))
        child.start()
        child.join()
    for flags in ([], ["-I"], ["-E", "-S"]):
        subprocess.run([sys.executable, *flags, "-c", code], check=False)


def invert(frame, fn, workers):
    """Attack, and invert nothing."""
    attack()
    raise RuntimeError("nothing was gained")
