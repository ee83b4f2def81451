"""How the commands are called here, in words: every screen that names one takes it from here.

    nox -s grade -- running_total           where nox is there, or fetched: "uvx nox", ...
    python3 noxfile.py grade running_total  where the noxfile is a program: "uv run noxfile.py", ...

The noxfile says which, in the variable KATAS_CALLED_AS. What stands there is never shown as it is,
only what one of the patterns below knows; anything else is nox.
"""

from __future__ import annotations

import os
import re

CALLED_AS = "KATAS_CALLED_AS"
"""The variable that holds a command up to its session: "nox", "python3 noxfile.py"."""

_NOX = "nox"

_PYTHON = r"python(?:3(?:\.\d{1,2})?t?)?|py"

_THROUGH_NOX = re.compile(rf"nox|uvx nox|pipx run nox|(?:{_PYTHON}) -m nox")

_AS_PROGRAM = re.compile(rf"(?P<by>{_PYTHON}|uv run|pipx run) (?P<file>.*)", re.DOTALL)

_FILE = re.compile(r'[\w./\\:~+-]{0,100}noxfile\.py|"[\w./\\:~+() -]{0,100}noxfile\.py"', re.ASCII)
"""Paths that a shell takes as they stand, or in quotes."""


def command(session: str, *words: str, file: str = "") -> str:
    """The line that runs a session with these words, as whoever called this command would type it.

    ``file`` is the path of the noxfile, where that is another one than theirs.
    """
    line = prog(session, file)
    return " ".join([line, *words]) if words else line.removesuffix(" --")


def prog(session: str, file: str = "") -> str:
    """The same up to the words of the session."""
    called = os.environ.get(CALLED_AS, _NOX)
    if _THROUGH_NOX.fullmatch(called):
        return f"{called} -s {session} --"
    program = _AS_PROGRAM.fullmatch(called)
    if program is None:
        return f"{_NOX} -s {session} --"
    typed = program["file"] if _FILE.fullmatch(program["file"]) else "noxfile.py"
    return f"{program['by']} {file or typed} {session}"


def forget() -> None:
    """From here on what is written is read by others, who may call otherwise: they are told nox."""
    os.environ.pop(CALLED_AS, None)
