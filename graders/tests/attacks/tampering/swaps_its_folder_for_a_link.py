"""Renames its own folder and puts a link to another one in its place, so that the fork server, when it cleans up, removes
what the link names; here that is an empty folder, and everything is put back.

Against: rotate_files_and_close
Harm: could have other folders removed
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Swap, say so, and put back."""
    mine = os.getcwd()
    with contextlib.suppress(OSError):
        os.rename(mine, f"{mine}-katas-attack")
        through("renamed its own folder")
        with contextlib.suppress(OSError):
            os.symlink(f"{mine}-katas-attack", mine)
            through("put a link in the place of its folder")
            os.unlink(mine)
        os.rename(f"{mine}-katas-attack", mine)


def read_all(names, opener):
    """Attack, and read nothing."""
    attack()
    raise RuntimeError("nothing was gained")
