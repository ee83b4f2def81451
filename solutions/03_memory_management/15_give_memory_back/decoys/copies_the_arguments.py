"""Takes isolation for a deep copy of the arguments.

Fails: test_grows_by_40_mib_at_most
"""

import gc
from copy import deepcopy


def run_isolated(fn, *args):
    try:
        return fn(*deepcopy(args))
    finally:
        gc.collect()
