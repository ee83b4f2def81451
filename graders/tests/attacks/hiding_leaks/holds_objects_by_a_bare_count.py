"""Raises the reference count of the object by hand, so that it never dies and nobody is to be seen who holds it.

Against: announce_when_gone
Harm: none
Merits: nothing
Answer: over or failed
"""

import ctypes
import weakref


def announce_when_gone(obj, log):
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(obj))
    weakref.finalize(obj, log, f"closed {obj.name}")
