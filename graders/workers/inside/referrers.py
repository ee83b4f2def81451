"""Who keeps an object alive, in words: the chain of what refers to it, up to something that has a name.

"a tuple, kept by the lru_cache of Report.total"; "the local name 'page' of read_page, kept by the traceback of a
ValueError, kept by a dict under 'last'". From ``gc.get_referrers``, which knows no frame that runs, and from those
frames; what this module itself holds meanwhile is left out.
"""

import gc
import sys
import types
from collections.abc import Iterator
from typing import Any

STEPS = 4
"""Links of a chain."""

MOST = 6
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
    direct = _holders(target, own)[:MOST]
    own.append(direct)
    told: dict[str, None] = {}
    for holder in direct:
        told[_chain(holder, target, own)] = None
    return list(told)


def _chain(holder: Any, target: Any, own: list[Any]) -> str:
    links: list[str] = []
    known = [*own, links, target]
    while holder is not None and len(links) < STEPS:
        words, named = _described(holder, target)
        links.append(words)
        known.append(holder)
        target, holder = holder, None if named else next(iter(_holders(holder, known)), None)
    return ", kept by ".join(links)


def _holders(target: Any, known: list[Any]) -> list[Any]:
    """What refers to an object and is not known yet, what tells most first."""
    found: list[Any] = []
    for each in [*gc.get_referrers(target), *_running(target)]:
        if each is not known and not _mine(each) and not _among(each, known):
            found.append(_error_with(each) if type(each) is types.TracebackType else each)  # noqa: PERF401 - see keepers
    return sorted(found, key=_rank)


def _running(target: Any) -> Iterator[types.FrameType]:
    """Functions that run now and have a local name for an object."""
    return (frame for frame in _frames() if _local(frame, target))


def _frames() -> list[types.FrameType]:
    """What every thread is in, the worker's own modules left out."""
    found: list[types.FrameType] = []
    for innermost in sys._current_frames().values():
        frame: types.FrameType | None = innermost
        while frame is not None:
            if not _mine(frame):
                found.append(frame)
            frame = frame.f_back
    del innermost  # the frame of this very call: it would hold itself, and all that its callers have in their hands
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
    if isinstance(
        names, dict
    ):  # before Python 3.13 a copy that stays with the frame: one more holder
        names.clear()
    return found


def _variable(frame: types.FrameType | None, target: Any) -> str:
    name = _local(frame, target) if frame is not None else ""
    return f"the local name {name!r}" if name else "a local variable"


def _among(each: Any, known: list[Any]) -> bool:
    """As ``in``, without asking the objects whether they are equal."""
    return id(each) in set(map(id, known))


def _mine(holder: Any) -> bool:
    """True for the frames of the worker's own modules."""
    return type(holder) is types.FrameType and str(holder.f_globals.get("__name__", "")).startswith(
        PACKAGE
    )


def _rank(holder: Any) -> bool:
    """What may have a name comes before containers."""
    return type(holder) in _CONTAINERS


def _described(holder: Any, target: Any) -> tuple[str, bool]:
    """A holder in words, and whether it has a name that says where to look."""
    kind = type(holder)
    if kind is dict:
        return _dict(holder, target)
    if kind is types.FrameType:
        named = any(each is holder for each in _frames())
        return f"{_variable(holder, target)} of {holder.f_code.co_qualname}", named
    if kind is types.MethodType:
        return f"the bound method {holder.__func__.__qualname__}", False
    if kind is types.BuiltinMethodType:
        return f"the method {holder.__name__}", False
    if kind is types.CellType:
        return f"the closure of {_function_with(holder)}", True
    if kind is types.FunctionType:
        return f"the function {holder.__qualname__}", True
    if kind is types.GeneratorType:
        return f"{_variable(holder.gi_frame, target)} of the generator {holder.__qualname__}", True
    if kind.__name__ == "_lru_cache_wrapper":
        return f"the cache of {holder.__qualname__}", True
    if issubclass(kind, BaseException) and type(target) is types.FrameType:
        return f"the traceback of a {kind.__name__}", False
    return _object(holder, target)


def _object(holder: Any, target: Any) -> tuple[str, bool]:
    """An object by the attribute that refers to the target, where there is one."""
    kind = type(holder)
    if kind.__module__.startswith(PACKAGE):
        return TEST, True
    if issubclass(kind, type):
        return f"the class {holder.__qualname__}", True
    if kind in _CONTAINERS or kind.__module__ in ("collections", "functools", "builtins"):
        return f"a {kind.__name__}", False
    attribute = next((name for name in _attributes(holder) if _value(holder, name) is target), "")
    return (
        (f"the attribute {attribute!r} of a {kind.__name__}", True)
        if attribute
        else (f"a {kind.__name__}", False)
    )


def _attributes(holder: Any) -> list[str]:
    slots = [name for kind in type(holder).__mro__ for name in _slots(kind)]
    try:
        return [*map(str, object.__getattribute__(holder, "__dict__")), *slots]
    except AttributeError:
        return slots


def _slots(kind: type) -> list[str]:
    return [
        name for name, member in vars(kind).items() if type(member) is types.MemberDescriptorType
    ]


def _value(holder: Any, name: str) -> Any:
    """An attribute, without running code of the learner's."""
    try:
        return object.__getattribute__(holder, name)
    except Exception:
        return None


def _dict(holder: dict[Any, Any], target: Any) -> tuple[str, bool]:
    """A dict by its owner, if it holds the names of something; else by the key."""
    name = next((key for key, value in list(holder.items()) if value is target), None)
    shown = repr(str(name)[:60]) if isinstance(name, (str, int)) else ""
    for owner in gc.get_referrers(holder):
        if not _is_dict_of(owner, holder):
            continue
        if isinstance(owner, types.ModuleType):
            return f"the name {shown} of the module", True
        if type(owner).__module__.startswith(PACKAGE):
            return TEST, True
        return f"the attribute {shown} of a {type(owner).__name__}", True
    return (
        "a dict, as a key"
        if name is None
        else f"a dict, under {shown}"
        if shown
        else "a dict, as a value",
        False,
    )


def _is_dict_of(owner: Any, found: dict[Any, Any]) -> bool:
    try:
        return object.__getattribute__(owner, "__dict__") is found
    except (AttributeError, TypeError):
        return False


def _function_with(cell: Any) -> str:
    for owner in gc.get_referrers(cell):
        if isinstance(owner, tuple):
            for function in gc.get_referrers(owner):
                if getattr(function, "__closure__", None) is owner:
                    return str(function.__qualname__)
    return "a function"


def _error_with(traceback: Any) -> Any:
    """The error whose traceback this is, or is a part of; the traceback itself where there is
    none."""
    for owner in gc.get_referrers(traceback):
        if issubclass(type(owner), BaseException):
            return owner
        if type(owner) is types.TracebackType:
            return _error_with(owner)
    return traceback
