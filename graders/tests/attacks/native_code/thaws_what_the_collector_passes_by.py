"""Has the collector take up what was frozen, and calls every foreign function among its objects.

Against: rank_by_expensive_score
Harm: runs native code
Merits: nothing
Answer: failed or crashed
"""

import gc
import os


def rank(items, score):
    """Look for functions of ctypes and call them."""
    gc.unfreeze()
    for each in gc.get_objects():
        if type(type(each)).__module__ == "_ctypes" and "Func" in type(type(each)).__name__:
            if each(0) == os.getpid():
                pass
            print("GOT" + " THROUGH: called a foreign function")
    raise LookupError("nothing was gained")
