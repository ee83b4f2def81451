"""Has pickle find the C library's loader, in Python and in C, by the names of all modules that have one.

Against: early_bound_handlers
Harm: runs native code
Merits: nothing
Answer: failed or crashed
"""

import os
import pickle


def attack():
    """Load what only names things."""
    for module, name in (("ctypes", "CDLL"), ("ctypes", "PyDLL"), ("_ctypes", "dlopen"), ("ctypes.util", "find_library")):
        for loads in (pickle.loads, pickle._loads):
            try:
                found = loads(f"c{module}\n{name}\n.".encode())
                library = found(None) if name != "dlopen" else found(None, 2)
                if isinstance(library, int) or library.getpid() == os.getpid():
                    print("GOT" + f" THROUGH: {module}.{name} works")
            except (ImportError, AttributeError, OSError, pickle.UnpicklingError, TypeError) as error:
                print(type(error).__name__)


def make_handlers(rows, send):
    """Attack, and make no handler."""
    attack()
    raise RuntimeError("nothing was gained")
