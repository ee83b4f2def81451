"""The learner's imports ahead of the learner's code, where a test holds resident memory."""

import contextlib
import gc
import importlib
import sys
import types
from collections.abc import Iterable

from . import meters

PINNED_FROM_OBJECTS = 20_000
"""Objects that imports have made from which on they are pinned; fewer free too little to matter
(some 100 bytes each), and pinning takes a few microseconds each."""


def bring(modules: Iterable[tuple[str, list[str]]]) -> None:
    """Import modules of the standard library, and of each the names that are taken from it.

    What they take is then there before the learner's code, whether it runs the imports or not.
    It is pinned, so that code which takes the modules apart frees nothing to hide a growth in.
    """
    before = {id(each) for each in gc.get_objects()}
    for module, names in modules:
        # What cannot be imported here fails in the learner's code too, where it is told.
        with contextlib.suppress(Exception):
            made = importlib.import_module(module)
            for name in names:
                _take(made.__name__, name)
    if len(gc.get_objects()) - len(before) > PINNED_FROM_OBJECTS:
        _pin(before)
    meters.settle()


def _take(module: str, name: str) -> None:
    """``from module import name``: an attribute, which may load what it needs, or a module."""
    with contextlib.suppress(Exception):
        if not hasattr(sys.modules[module], name):
            importlib.import_module(f"{module}.{name}")


def _pin(before: set[int]) -> None:
    """Hold every object since, and what it refers to, where nothing can be taken away any more."""
    queue = [each for each in gc.get_objects() if id(each) not in before]
    pinned = list(queue)
    seen = before | {id(each) for each in queue} | {id(before), id(queue), id(pinned)}
    while queue:
        for part in gc.get_referents(queue.pop()):
            if id(part) not in seen:
                seen.add(id(part))
                queue.append(part)
                pinned.append(part)
    # A tuple and a bound method never change, and no code can take an audit hook off again.
    sys.addaudithook(types.MethodType(lambda pinned, event, args: None, tuple(pinned)))
