"""Loads the C part of ctypes past the import statement: as a builtin, from its file, from a link to the file, by a
finder of its own, by reloading, and with everything removed that could refuse it.

Against: shrink_session_table
Harm: runs native code
Merits: nothing
Answer: failed or crashed
"""

import _imp
import importlib
import importlib.machinery
import importlib.util
import os
import sys


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def by_file():
    """From wherever it lies, under several names of the same place."""
    folder = next(path for path in sys.path if path.endswith("lib-dynload"))
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        for path in (f"{folder}/_ctypes{suffix}", f"{folder}/../lib-dynload/_ctypes{suffix}"):
            if os.path.exists(path):
                spec = importlib.util.spec_from_file_location("_ctypes", path)
                module = _imp.create_dynamic(spec)
                _imp.exec_dynamic(module)
                works(module)


def as_builtin():
    """As if it were part of the interpreter."""
    module = _imp.create_builtin(importlib.machinery.ModuleSpec("_ctypes", None))
    _imp.exec_builtin(module)
    works(module)


def reloaded():
    """By what stands in its place."""
    works(importlib.reload(sys.modules["ctypes"]))


def without_refusals():
    """With all finders gone that are not Python's own."""
    sys.meta_path[:] = [each for each in sys.meta_path if "importlib" in str(each)]
    for name in [name for name in sys.modules if "ctypes" in name]:
        del sys.modules[name]
    works(importlib.import_module("_ctypes"))


def works(module):
    """Say so, if it calls what it finds."""
    address = module.dlsym(module.dlopen(None, 2), "getpid")
    if module.call_cdeclfunction(address, ()) == os.getpid():
        through("called the C library")


class SessionTable:
    """Attacks when it is made."""

    def __init__(self):
        for attempt in (as_builtin, reloaded, by_file, without_refusals):
            try:
                attempt()
            except (ImportError, AttributeError, OSError, StopIteration) as error:
                print(attempt.__name__, type(error).__name__)
        raise RuntimeError("nothing was gained")

    def __len__(self):
        return 0

    def put(self, key, expires):
        """Never reached."""

    def get(self, key):
        """Never reached."""

    def purge(self, now):
        """Never reached."""
        return 0
