"""Flags of classes, set in place: immutable, for one, as those written in C are.

No attribute of such a class and no object's class changes: what a probe's class is stays what it
is, whatever runs beside it.
"""

import ctypes
import sys
from collections.abc import Iterable

IMMUTABLE = 1 << 8
"""Py_TPFLAGS_IMMUTABLETYPE, in ``object.h`` of CPython 3.10 and later."""

BASETYPE = 1 << 10
"""Py_TPFLAGS_BASETYPE: it may have subclasses."""

MAX_OFFSET = 400
"""Bytes of a type in which its flags are looked for; they are in the first 200."""

_KNOWN = (object, type, int, bool, str, list, dict, BaseException, OSError)
"""Types with different flags."""


def offset_of_flags() -> int:
    """Where a type has its flags, as all these types show; 0 where that is not certain."""
    if sys.implementation.name != "cpython":
        return 0
    found = [
        offset
        for offset in range(0, MAX_OFFSET, ctypes.sizeof(ctypes.c_ulong))
        if all(_word(kind, offset).value == kind.__flags__ for kind in _KNOWN)
    ]
    return found[0] if len(found) == 1 else 0


def _word(kind: type, offset: int) -> ctypes.c_ulong:
    return ctypes.c_ulong.from_address(id(kind) + offset)


def fix(kinds: Iterable[type]) -> None:
    """Make these classes immutable, where it is certain how."""
    for kind in kinds:
        set_flag(kind, IMMUTABLE)


def set_flag(kind: type, flag: int) -> None:
    """Set one of a type's flags, where it is certain how."""
    if OFFSET_OF_FLAGS:
        flags = ctypes.c_ulong(kind.__flags__ | flag)
        ctypes.memmove(id(kind) + OFFSET_OF_FLAGS, ctypes.byref(flags), ctypes.sizeof(flags))


OFFSET_OF_FLAGS = offset_of_flags()
"""Looked up when this is loaded: in the fork server, for all workers."""
