"""What a worker may do with the objects that a test hands over: these operations and no others."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from graders.model.report import Fault
from graders.workers.inside.proxies import DUNDERS, dunders_of

CHUNK_ITEMS = 256
"""Items of a stream that cross at once, at the most."""

CHUNK_BYTES = 8192
"""Characters or bytes of a stream that cross at once, about: what a worker holds of it itself."""

_CALLABLES = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodWrapperType,
    type,
)
NAMES = ("__name__", "__qualname__")
"""Of what can be called: functools.wraps and logs ask for them."""

_STEERING = frozenset({"send", "throw", "close"})
_NEVER = (types.ModuleType, types.FrameType, types.CodeType, types.TracebackType)


class Stream:
    """Items of the test that cross in chunks: for volume, not for counting."""

    def __init__(self, items: Iterable[Any]) -> None:
        self._items = iter(items)

    def chunk(self) -> list[Any]:
        """The next items; none at the end."""
        found = more = list(islice(self._items, 16))
        while more and len(found) < CHUNK_ITEMS:
            size = sum(len(item) if isinstance(item, (str, bytes)) else 8 for item in found)
            if size >= CHUNK_BYTES:
                break
            # As many again: how large the next ones are, only those that came can tell.
            more = list(islice(self._items, min(len(found), CHUNK_ITEMS - len(found))))
            found = found + more
        return found


def form_of(value: Any) -> tuple[str, list[str] | None]:
    """The tag under which an object crosses, and the special methods that it answers there.

    Raises:
        Fault: a test hands over what would open the judge to the worker.
    """
    if isinstance(value, _NEVER):
        raise Fault(
            f"a test hands {type(value).__name__} {value!r:.60} to the learner: it cannot cross"
        )
    if isinstance(value, Stream):
        return "x", []
    if inspect.iscoroutinefunction(value):
        return "a", ["__call__"]
    if isinstance(value, _CALLABLES):
        return "o", ["__call__"]
    if isinstance(value, Iterator) and type(value).__module__ in ("builtins", "itertools"):
        return "o", ["__iter__", "__next__"]
    return "o", dunders_of(type(value))


def allowed(value: Any, verb: str, args: list[Any]) -> bool:
    """True when a worker may perform this operation on this object of the test."""
    if isinstance(value, Stream):
        return verb == "chunk"
    if verb == "getattr" and len(args) == 1 and args[0] in NAMES:
        return "__call__" in (form_of(value)[1] or ())
    if verb != "getattr":
        return verb in (form_of(value)[1] or ())
    if len(args) != 1 or not isinstance(args[0], str):
        return False
    if getattr(type(value), "closed_to_learners", False):
        return False
    if isinstance(value, types.GeneratorType):
        return args[0] in _STEERING
    # Attributes of Python's own functions and iterators lead to its insides.
    own = isinstance(value, (*_CALLABLES, Iterator)) and type(value).__module__ in (
        "builtins",
        "itertools",
        "functools",
    )
    return not own and not args[0].startswith("_")


def name_of(value: Any) -> str:
    """The name of what a worker may call: as the test wrote it, without where it wrote it."""
    return str(getattr(value, "__name__", type(value).__name__))


def known(dunders: list[str]) -> list[str]:
    """Those of the special methods that a worker reports which may cross."""
    return [name for name in DUNDERS if name in dunders]
