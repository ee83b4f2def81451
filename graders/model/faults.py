"""A fault of our own in one line: what, where, and what to do. It loads next to nothing itself."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator

FAULT = 4
"""The exit code of a fault that is not the user's."""

TRACEBACK = "KATAS_TRACEBACK"
"""The variable that, when set, has the whole traceback shown as well."""

MAX_TEXT_CHARACTERS = 300
"""Of an error's text."""

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Unable(Exception):
    """The graders cannot work on this machine as it is set up; the message says what to change."""


def told(error: BaseException) -> int:
    """The exit code of a fault, once its line is on standard error."""
    if os.environ.get(TRACEBACK):
        import traceback  # not above: a fault may lie in what it loads

        traceback.print_exception(error)
    print(line(error), file=sys.stderr)
    return FAULT


def line(error: BaseException) -> str:
    """What happened, where, and what to do next."""
    if isinstance(error, Unable):
        return f"fault of the grader: {_plain(error)}"
    number = error.errno if isinstance(error, OSError) else None
    advice = f"run it again; if it stays, {TRACEBACK}=1 shows all of it, for a report"
    if number in (errno.EMFILE, errno.ENFILE):
        try:
            import resource

            most = str(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        except ImportError:  # Windows
            most = "no more"
        advice = f"a process may have {most} open files here (ulimit -n), allow more"
    elif number in (errno.ENOSPC, errno.EDQUOT):
        advice = "make room on that disk, or name another one by TMPDIR"
    elif merge := half_of_a_merge(our_files()):
        advice = merge
    elif isinstance(error, MemoryError):
        advice = "the machine has too little memory left, or the limit on it (ulimit -v) is too low"
    return f"fault of the grader: {what(error)}; {advice}"


def our_files() -> Iterator[str]:
    """The files that a command runs or reads, those of the tests and of solutions left out."""
    root = os.path.dirname(_OURS)
    yield from (os.path.join(root, name) for name in ("conftest.py", "pyproject.toml"))
    for folder, below, names in os.walk(_OURS):
        below[:] = [name for name in below if name not in ("tests", "__pycache__")]
        yield from (os.path.join(folder, name) for name in names)


def half_of_a_merge(files: Iterable[str | os.PathLike[str]]) -> str:
    """Where git has left a conflict in one of these files, and what to do; "" for nowhere."""
    for file in files:
        try:
            with open(file, "rb") as stream:
                lines = stream.read().split(b"\n")
        except OSError:
            continue
        found = [number for number, line in enumerate(lines, 1) if line.startswith(b"<<<<<<< ")]
        if found:
            place = os.path.relpath(file, os.path.dirname(_OURS)).replace(os.sep, "/")
            return f"{place}:{found[0]} holds half of a merge: finish it, or git merge --abort"
    return ""


def what(error: BaseException) -> str:
    """What happened, and where, on one line."""
    trace, ours, place = error.__traceback__, False, "nowhere:0"
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        # The innermost line of our own code; of any code where none of ours is.
        if file.startswith(_OURS):
            file, ours = os.path.relpath(file, os.path.dirname(_OURS)), True
            place = f"{file.replace(os.sep, '/')}:{trace.tb_lineno}"
        elif not ours:
            place = f"{file.replace(os.sep, '/')}:{trace.tb_lineno}"
        trace = trace.tb_next
    said = f"{type(error).__name__}: {_plain(error)}".removesuffix(": ")
    return f"{said} (at {place})"


def _plain(error: BaseException) -> str:
    """Its text on one line, with nothing in it that steers a terminal."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # of its own __str__
        return ""
    shown = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
    most = MAX_TEXT_CHARACTERS
    return shown if len(shown) <= most else f"{shown[:most]}..."
