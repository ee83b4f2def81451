"""Keeps what a learner wrote out of this process: it runs in a worker, or not at all.

``import graders`` puts this up, which is the first import of every test file. So a stub is safe to
import even where no grading answers: where pytest has another root or other settings, or where a
test file runs without pytest.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

_EXERCISE = re.compile(r"[/\\]exercises[/\\]\d\d_\w+[/\\]\d\d_(\w+)\Z")
_RUNS_HERE = re.compile(r"test_\w+\.py|conftest\.py|__init__\.py")
"""What pytest runs of an exercise's folder."""


class Refusal:
    """Finds nothing and refuses what may not run here; only a grading's own finder is before it."""

    def find_spec(self, fullname: str, path: Iterable[str] | None, target: object = None) -> None:
        """None for any module that others may look for.

        Raises:
            ImportError: it is a stub of the tree, or would be loaded from the folder of an exercise
                of any checkout.
        """
        if path is None and fullname not in sys.stdlib_module_names and fullname in _stubs():
            raise ImportError(told(fullname, fullname), name=fullname)
        searched = sys.path if path is None else path
        entries = [entry for entry in searched if isinstance(entry, str)]
        if any(map(_leads_into_one, entries)):
            found = PathFinder.find_spec(fullname, entries)
            file = found.origin if found is not None and found.has_location else None
            exercise = kept_out(file) if file else ""
            if file and exercise:
                raise ImportError(told(exercise, os.path.basename(file)), name=fullname, path=file)


def install() -> None:
    """Refuse from now on, before any other finder that there is."""
    others = [finder for finder in sys.meta_path if not isinstance(finder, Refusal)]
    sys.meta_path[:] = [Refusal(), *others]


def kept_out(file: str) -> str:
    """The exercise whose folder holds this file, if it may not run here; "" for any other."""
    folder, name = os.path.split(file)
    exercise, depth = _exercise(folder)
    if exercise:
        return "" if not depth and _RUNS_HERE.fullmatch(name) else exercise
    return kept_out(os.path.realpath(file)) if os.path.islink(file) else ""


def is_exercise(folder: str) -> bool:
    """True for the folder of an exercise, of this checkout or of another."""
    exercise, depth = _exercise(folder)
    return bool(exercise) and not depth


def _leads_into_one(entry: str) -> bool:
    try:
        return bool(_exercise(entry if os.path.isabs(entry) else os.path.abspath(entry))[0])
    except OSError:  # the working directory is gone
        return False


@cache
def _exercise(folder: str) -> tuple[str, int]:
    """The exercise in whose folder this one is, even by a link, and how deep in it; else ("", 0).

    It is known by its stub or its test file: any folder may have such a name.
    """
    for start in (folder, os.path.realpath(folder)):
        above = (Path(start), *Path(start).parents) if "exercises" in start else ()
        for depth, path in enumerate(above):
            found = _EXERCISE.search(str(path))
            known = (f"{found[1]}.py", f"test_{found[1]}.py") if found else ()
            if found and any((path / name).is_file() for name in known):
                return found[1], depth
    return "", 0


@cache
def _stubs() -> frozenset[str]:
    from graders.model.exercises import find_exercises  # small commands start sooner without

    return frozenset(exercise.name for exercise in find_exercises())


def told(exercise: str, file: str) -> str:
    """Why a file of an exercise's folder does not run here, and what to do."""
    if file.partition(".")[0] == exercise:
        where = "runs in a worker only, never in this process"
        return f"{exercise} {where}: nox -s grade -- {exercise}"
    why = f"of the folder of {exercise} only the test file does"
    return f"{file} does not run: {why}; rename {file}, or move it away"
