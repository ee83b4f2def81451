"""Who keeps an object alive, in words: what refers to it, up to something that has a name.

"a tuple, kept by the lru_cache of Report.total"; "the local name 'page' of read_page, kept by the
traceback of a ValueError, kept by a dict under 'last'". From ``gc.get_referrers``, which knows no
frame that runs, and from those frames; what this module itself holds meanwhile is left out.
"""

import gc
import sys
import types
from collections.abc import Callable
from typing import Any

MAX_LINKS = 4
"""Of a chain."""

KEPT_BY = ", kept by "
"""Between two of them."""

MAX_REFERRERS = 6
"""Direct holders that are told."""

PACKAGE = f"{__name__.rpartition('.')[0]}."
"""How the names of the worker's own modules begin."""

OPTIMIZED = 1
"""The flag of a function's code: its frame has local names; a module's or a class's goes on with a
dict of its own.

As ``inspect.CO_OPTIMIZED``, which takes long to load."""

TEST = "the test, which still has it"
"""Stands for the worker's own tables: what is in them was handed to the judge."""

_CONTAINERS = (list, tuple, set, frozenset, dict)


def referrers(target: Any) -> list[str]:
    """What holds an object, a chain for each direct holder; equal ones are told once."""
    # No comprehension here and below: before Python 3.12 its cells would be holders too.
    own: list[Any] = []
    direct = _holders(target, own)[:MAX_REFERRERS]
    own.append(direct)
    told: dict[str, None] = {}
    for holder in direct:
        told[_chain(holder, target, own)] = None
    return list(told)


def _chain(holder: Any, target: Any, own: list[Any]) -> str:
    links: list[str] = []
    known = [*own, links, target]
    while holder is not None and len(links) < MAX_LINKS:
        words, named = _described(holder, target)
        links.append(words)
        known.append(holder)
        target, holder = holder, None if named else next(iter(_holders(holder, known)), None)
    return KEPT_BY.join(links)


def _holders(target: Any, known: list[Any]) -> list[Any]:
    """What refers to an object and is not known yet, what tells most first."""
    candidates = [*gc.get_referrers(target)]
    for frame in _frames():
        if _local(frame, target):
            candidates.append(frame)  # noqa: PERF401 - see referrers
    # By identity: the objects are not asked whether they are equal.
    passed_over = {id(known), *map(id, known)}
    found: list[Any] = []
    for each in candidates:
        if id(each) not in passed_over and not _mine(each):
            told = _error_with(each) if type(each) is types.TracebackType else each
            found.append(told)
    # What may have a name comes before containers.
    return sorted(found, key=lambda holder: type(holder) in _CONTAINERS)


def _frames() -> list[types.FrameType]:
    """What every thread is in, the worker's own modules left out."""
    found: list[types.FrameType] = []
    for innermost in sys._current_frames().values():
        frame: types.FrameType | None = innermost
        while frame is not None:
            if not _mine(frame):
                found.append(frame)
            frame = frame.f_back
    # The frame of this very call would hold itself, and all that its callers have in their hands.
    del innermost
    return found


def _local(frame: types.FrameType, target: Any) -> str:
    """A local name for an object, one that no inner function shares; empty where there is none."""
    if not frame.f_code.co_flags & OPTIMIZED:
        return ""
    shared = frame.f_code.co_cellvars + frame.f_code.co_freevars
    names = frame.f_locals
    found = next(
        (name for name, value in names.items() if value is target and name not in shared), ""
    )
    if isinstance(names, dict):
        names.clear()  # before Python 3.13 a copy that stays with the frame: one more holder
    return found


def _variable(frame: types.FrameType | None, target: Any) -> str:
    name = _local(frame, target) if frame is not None else ""
    return f"the local name {name!r}" if name else "a local variable"


def _mine(holder: Any) -> bool:
    """True for the frames of the worker's own modules."""
    return type(holder) is types.FrameType and str(holder.f_globals.get("__name__", "")).startswith(
        PACKAGE
    )


def _described(holder: Any, target: Any) -> tuple[str, bool]:
    """A holder in words, and whether it has a name that says where to look."""
    kind = type(holder)
    if kind in _WORDS:
        return _WORDS[kind](holder, target)
    if kind.__name__ == "_lru_cache_wrapper":
        return f"the cache of {_qualified(holder)}", True
    if issubclass(kind, BaseException) and type(target) is types.FrameType:
        return f"the traceback of a {kind.__name__}", False
    if kind.__module__.startswith(PACKAGE):
        return TEST, True
    if issubclass(kind, type):
        return f"the class {holder.__qualname__}", True
    if kind in _CONTAINERS or kind.__module__ in ("collections", "functools", "builtins"):
        return f"a {kind.__name__}", False
    attribute = _attribute(holder, target)
    words = f"the attribute {attribute!r} of a {kind.__name__}"
    return (words, True) if attribute else (f"a {kind.__name__}", False)


_WORDS: dict[type, Callable[[Any, Any], tuple[str, bool]]] = {
    dict: lambda holder, target: _dict(holder, target),
    types.FrameType: lambda frame, target: (
        f"{_variable(frame, target)} of {frame.f_code.co_qualname}",
        any(each is frame for each in _frames()),
    ),
    types.MethodType: lambda method, _: (f"the bound method {_qualified(method.__func__)}", False),
    types.BuiltinMethodType: lambda method, _: (f"the method {method.__name__}", False),
    types.CellType: lambda cell, _: (f"the closure of {_function_with(cell)}", True),
    types.FunctionType: lambda function, _: (f"the function {function.__qualname__}", True),
    types.GeneratorType: lambda walking, target: (
        f"{_variable(walking.gi_frame, target)} of the generator {walking.__qualname__}",
        True,
    ),
}
"""A holder of one of these types in words, and whether it has a name that says where to look."""


def _qualified(called: Any) -> str:
    """The name of what can be called; a wrapper of something without a name has none."""
    try:
        return str(object.__getattribute__(called, "__qualname__"))
    except AttributeError:
        return f"a {type(called).__name__}"


def _attribute(holder: Any, target: Any) -> str:
    """The attribute of an object that refers to the target; empty where there is none.

    No code of the learner's runs.
    """
    slots = [
        name
        for kind in type(holder).__mro__
        for name, member in vars(kind).items()
        if type(member) is types.MemberDescriptorType
    ]
    try:
        names = [*map(str, object.__getattribute__(holder, "__dict__")), *slots]
    except AttributeError:
        names = slots
    for name in names:
        try:
            if object.__getattribute__(holder, name) is target:
                return name
        except Exception:  # an empty slot
            continue
    return ""


def _dict(holder: dict[Any, Any], target: Any) -> tuple[str, bool]:
    """A dict by its owner, if it holds the names of something; else by the key."""
    name = next((key for key, value in list(holder.items()) if value is target), None)
    shown = repr(str(name)[:60]) if isinstance(name, (str, int)) else ""
    for owner in gc.get_referrers(holder):
        try:
            if object.__getattribute__(owner, "__dict__") is not holder:
                continue
        except (AttributeError, TypeError):
            continue
        if isinstance(owner, types.ModuleType):
            return f"the name {shown} of the module", True
        if type(owner).__module__.startswith(PACKAGE):
            return TEST, True
        return f"the attribute {shown} of a {type(owner).__name__}", True
    if name is None:
        return "a dict, as a key", False
    return f"a dict, under {shown}" if shown else "a dict, as a value", False


def _function_with(cell: Any) -> str:
    for owner in gc.get_referrers(cell):
        if isinstance(owner, tuple):
            for function in gc.get_referrers(owner):
                if getattr(function, "__closure__", None) is owner:
                    return str(function.__qualname__)
    return "a function"


def _error_with(traceback: Any) -> Any:
    """The error whose traceback this is, or is a part of; itself where there is none."""
    for owner in gc.get_referrers(traceback):
        if issubclass(type(owner), BaseException):
            return owner
        if type(owner) is types.TracebackType:
            return _error_with(owner)
    return traceback
