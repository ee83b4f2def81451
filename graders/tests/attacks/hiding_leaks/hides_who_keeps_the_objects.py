"""Keeps every object, and has gc.get_referrers and the list of keepers know of nobody.

Against: announce_when_gone
Harm: none
Merits: nothing
Answer: over or failed
"""

import gc
import weakref

KEPT = []
gc.get_referrers = lambda *objects: []


def announce_when_gone(obj, log):
    KEPT.append(vars(obj))
    if len(KEPT) < 3 or not obj.name.startswith("db-"):
        weakref.finalize(obj, log, f"closed {obj.name}")
        return
    KEPT.append(obj) if log_of_nobody(log) else None
    weakref.finalize(obj, log, f"closed {obj.name}")


def log_of_nobody(log):
    return type(log).__name__ == "function"
