"""A fault of our own, told in one line: what happened, where, and what to do next. Loads next to nothing itself."""

from __future__ import annotations

import errno
import os
import sys
from types import TracebackType

FAULT = 4
"""The exit code of a fault that is not the user's."""

TRACEBACK = "KATAS_TRACEBACK"
"""The variable that, when set, has the whole traceback shown as well."""

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_MOST_TEXT = 300

_NEXT = f"run it again; if it stays, {TRACEBACK}=1 shows all of it, for a report"


class Unable(Exception):
    """The graders cannot work on this machine as it is set up; the message is one line that says what to change."""


def told(error: BaseException) -> int:
    """The exit code of a fault, once its line is on standard error; after the traceback where somebody asked for it."""
    if os.environ.get(TRACEBACK):
        import traceback  # not above: a fault may lie in what it loads

        traceback.print_exception(error)
    print(line(error), file=sys.stderr)
    return FAULT


def line(error: BaseException) -> str:
    """What happened, where, and what to do next."""
    if isinstance(error, Unable):
        return f"fault of the grader: {_plain(error)}"
    return f"fault of the grader: {what(error)}; {_advice(error)}"


def what(error: BaseException) -> str:
    """What happened, and where, on one line."""
    said = f"{type(error).__name__}: {_plain(error)}".removesuffix(": ")
    return f"{said} (at {_place(error.__traceback__)})"


def _plain(error: BaseException) -> str:
    """Its text on one line, with nothing in it that steers a terminal."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        return ""
    shown = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
    return shown if len(shown) <= _MOST_TEXT else f"{shown[:_MOST_TEXT]}..."


def _place(trace: TracebackType | None) -> str:
    """The innermost line of our own code; of any code where none of ours is."""
    places = []
    while trace is not None:
        places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    ours = [
        (os.path.relpath(file, os.path.dirname(_OURS)), at)
        for file, at in places
        if file.startswith(_OURS)
    ]
    file, at = (ours or places or [("nowhere", 0)])[-1]
    return f"{file.replace(os.sep, '/')}:{at}"


def _advice(error: BaseException) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.EMFILE, errno.ENFILE):
        return f"a process may have {_open_files()} open files here (ulimit -n), allow more"
    if number in (errno.ENOSPC, errno.EDQUOT):
        return "make room on that disk, or name another one by TMPDIR"
    if isinstance(error, MemoryError):
        return "the machine has too little memory left, or the limit on it (ulimit -v) is too low"
    return _NEXT


def _open_files() -> str:
    try:
        import resource
    except ImportError:  # Windows
        return "no more"
    return str(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
