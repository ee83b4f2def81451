"""Writes an extension module into its folder, as a file and through a link, and imports it: machine code of its own.

What it writes is a copy of one from the library: that it could be any other is clear once it loads.

Against: rotate_files_and_close
Harm: runs native code
Merits: nothing
Answer: failed or crashed
"""

import importlib.util
import os
import shutil
import sys


def attack():
    """Copy, link, load."""
    folder = next(path for path in sys.path if path.endswith("lib-dynload"))
    name = next(each for each in sorted(os.listdir(folder)) if each.startswith("_bisect"))
    shutil.copyfile(os.path.join(folder, name), "mine.so")
    os.symlink("mine.so", "linked.so")
    for path in ("mine.so", "linked.so"):
        try:
            spec = importlib.util.spec_from_file_location("_bisect", os.path.abspath(path))
            module = importlib.util.module_from_spec(spec)
            print("GOT" + " THROUGH: loaded", module)
        except ImportError as error:
            print(error)


def read_all(names, opener):
    """Attack, and read nothing."""
    attack()
    raise RuntimeError("nothing was gained")
