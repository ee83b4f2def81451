"""Finds the true ctypes by walking from object to its subclasses, and calls the C library by it.

Against: announce_when_gone
Harm: runs native code
Merits: nothing
Answer: failed or crashed
"""

import os


def below(kind, seen):
    """All classes below this one."""
    for each in type.__subclasses__(kind):
        if each not in seen:
            seen.add(each)
            below(each, seen)
    return seen


def announce_when_gone(obj, log):
    """Load the C library by whatever class can."""
    for kind in sorted(below(object, set()), key=str):
        if kind.__module__ == "ctypes" and kind.__name__ in ("PyDLL", "CDLL", "LibraryLoader"):
            library = kind(None) if kind.__name__ != "LibraryLoader" else kind(below)
            if library.getpid() == os.getpid():
                print("GOT" + " THROUGH: called the C library")
    raise RuntimeError("nothing was gained")
