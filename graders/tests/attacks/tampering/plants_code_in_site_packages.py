"""Puts a .pth file with one comment into the folders of packages and of the library, where each later interpreter
would run it, and removes it at once; opens bytecode of the library for writing.

Against: weak_thumbnail_cache
Harm: could change the library
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import importlib.util
import os
import site
import sysconfig


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Plant and remove; open, and change nothing."""
    for folder in {sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")}:
        path = f"{folder}/katas-attack-{os.getpid()}.pth"
        with contextlib.suppress(OSError):
            with open(path, "x") as file:
                file.write("# nothing\n")
            os.unlink(path)
            through(f"planted a file in {folder}")
    for module in (os, site, contextlib):
        for path in (module.__file__, importlib.util.cache_from_source(module.__file__)):
            with contextlib.suppress(OSError), open(path, "r+b"):
                through(f"opened {path} for writing")


class ThumbnailCache:
    """Attacks when it is made."""

    def __init__(self, load):
        attack()
        raise RuntimeError("nothing was gained")

    def get(self, key):
        """Never reached."""

    def __len__(self):
        return 0
