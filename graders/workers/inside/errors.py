"""Exceptions on the channel: described by the side that raised, rebuilt by the side that called."""

import builtins
from types import TracebackType
from typing import Any

FRAMES = 40
"""Traceback lines that cross, the innermost ones."""


class Missing(Exception):
    """The learner's module lacks a name."""


def describe(error: BaseException, files: set[str]) -> dict[str, Any]:
    """Names of the classes up to the first builtin, text, and the traceback lines in ``files``."""
    kinds = type(error).__mro__
    known = [builtin_type(kind.__name__) is kind for kind in kinds]
    cut = known.index(True) if True in known else 0  # a learner may have emptied the builtins
    return {
        "names": [kind.__name__ for kind in kinds[: cut + 1]],
        "text": _text(error),
        "frames": _frames(error.__traceback__, files),
    }


def _text(error: BaseException) -> str:
    if isinstance(error, KeyError) and len(error.args) == 1:
        return _safely(repr, error.args[0])
    if isinstance(error, SystemExit):
        return _safely(str, error.code)
    return _safely(str, error)


def _safely(form: Any, value: Any) -> str:
    try:
        return str(form(value))[:2000].encode("utf-8", "replace").decode()
    except Exception as error:  # the learner's own __str__
        return f"(its text raised {type(error).__name__})"


def _frames(trace: TracebackType | None, files: set[str]) -> list[list[Any]]:
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in files:
            lines.append([code.co_filename, trace.tb_lineno or 0, _safely(str, code.co_name)])
        trace = trace.tb_next
    return lines[-FRAMES:]


def builtin(names: list[str]) -> type[BaseException]:
    """The builtin exception class that a description ends in.

    Plain ``Exception`` where there is none, and for a group, which needs members.
    """
    found = builtin_type(names[-1]) if names else None
    if found is None or not issubclass(found, BaseException):
        return Exception
    return Exception if issubclass(found, BaseExceptionGroup) else found


def builtin_type(name: str) -> type | None:
    """The class of this name in the builtins module."""
    found = getattr(builtins, name, None)
    return found if isinstance(found, type) else None


def rebuild(
    names: list[str], text: str, base: type[BaseException] = BaseException
) -> BaseException:
    """An exception of the described class: the builtin itself, or a subclass that bears the name.

    ``base`` is mixed in where the caller wants to recognise what it rebuilt; an ``Exception`` then
    stays one, so that a KeyboardInterrupt of the other side does not interrupt this one.
    """
    kind = builtin(names)
    if issubclass(base, Exception) and not issubclass(kind, Exception):
        kind = Exception
    bases = (kind,) if base is BaseException else (base, kind)
    itself = bases == (kind,) and names[:1] == [kind.__name__]
    name = names[0] if names else "Exception"
    made: type[BaseException] = kind if itself else type(name, bases, {})
    try:
        return made(text) if text else made()
    except TypeError:  # a class that wants more than a text, such as UnicodeDecodeError
        return made.__new__(made, text)
