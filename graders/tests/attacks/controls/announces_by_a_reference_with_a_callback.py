"""A right answer that keeps weak references with callbacks in a table of its own.

Against: announce_when_gone
Harm: none
Merits: everything
Answer: passed
"""

import itertools
import weakref

_WAITING: dict[int, weakref.ref] = {}
_NUMBERS = itertools.count()


def announce_when_gone(obj, log):
    """The reference must live until it is called."""
    number, text = next(_NUMBERS), f"closed {obj.name}"

    def gone(_):
        try:
            log(text)
        finally:
            del _WAITING[number]

    _WAITING[number] = weakref.ref(obj, gone)
