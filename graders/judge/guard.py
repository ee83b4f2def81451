"""Keeps what a learner wrote out of this process: it runs in a worker, or not at all.

``import graders`` puts this up, which is the first import of every test file. So a stub is safe to
import even where no grading answers: where pytest has another root or other settings, or where a
test file runs without pytest.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from functools import cache
from importlib.machinery import (
    BYTECODE_SUFFIXES,
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    ModuleSpec,
    SourceFileLoader,
    SourcelessFileLoader,
)
from pathlib import Path
from types import ModuleType

_EXERCISE = re.compile(r"[/\\]exercises[/\\]\d\d_\w+[/\\]\d\d_(\w+)\Z")
_RUNS_HERE = re.compile(r"test_\w+\.py|conftest\.py|__init__\.py")
"""What pytest runs of an exercise's folder."""

_LOADERS = (
    (ExtensionFileLoader, EXTENSION_SUFFIXES),
    (SourceFileLoader, SOURCE_SUFFIXES),
    (SourcelessFileLoader, BYTECODE_SUFFIXES),
)
"""As for any other folder."""


class Refusal:
    """Finder of the tree's stubs: it refuses. Only a grading's own finder comes before it."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        """None for any other module.

        Raises:
            ImportError: the module is a stub.
        """
        if path is None and fullname not in sys.stdlib_module_names and fullname in _stubs():
            raise ImportError(told(fullname, fullname), name=fullname)


class Folder(FileFinder):
    """Finder of an exercise's folder, of any checkout: it refuses what may not run here."""

    def find_spec(self, fullname: str, target: ModuleType | None = None) -> ModuleSpec | None:
        """The spec of a test file; None where the folder has no such module.

        Raises:
            ImportError: it has one that may not run here.
        """
        found = super().find_spec(fullname, target)
        file = found.origin if found is not None else None
        exercise = kept_out(file) if file else ""
        if file and exercise:
            raise ImportError(told(exercise, os.path.basename(file)), name=fullname, path=file)
        return found


def opened(entry: str) -> Folder:
    """The finder of an entry of ``sys.path`` that is, or lies in, the folder of an exercise.

    Raises:
        ImportError: it is another folder; somebody else makes its finder.
    """
    if not _leads_into_one(entry):
        raise ImportError(f"{entry} belongs to no exercise", path=entry)
    return Folder(entry, *_LOADERS)


def install() -> None:
    """Refuse from now on, before any other finder that there is."""
    sys.meta_path[:] = [
        Refusal(),
        *(finder for finder in sys.meta_path if not isinstance(finder, Refusal)),
    ]
    sys.path_hooks[:] = [opened, *(hook for hook in sys.path_hooks if hook is not opened)]
    for entry in filter(_leads_into_one, list(sys.path_importer_cache)):
        del sys.path_importer_cache[entry]


def kept_out(file: str) -> str:
    """The name of the exercise whose folder holds this file, if it may not run here; else ""."""
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
    except OSError:  # there is no working directory any more
        return False


@cache
def _exercise(folder: str) -> tuple[str, int]:
    """The exercise in whose folder this one is, even by a link, and how deep in it; else ("", 0).

    It is known by its stub or its test file: any folder may have such a name.
    """
    for start in (folder, os.path.realpath(folder)):
        for depth, path in enumerate(
            (Path(start), *Path(start).parents) if "exercises" in start else ()
        ):
            found = _EXERCISE.search(str(path))
            if found and any(
                (path / name).is_file() for name in (f"{found[1]}.py", f"test_{found[1]}.py")
            ):
                return found[1], depth
    return "", 0


@cache
def _stubs() -> frozenset[str]:
    from graders.model.exercises import find_exercises  # small commands start sooner without

    return frozenset(exercise.name for exercise in find_exercises())


def told(exercise: str, file: str) -> str:
    """Why a file of an exercise's folder does not run here, and what to do."""
    if file.partition(".")[0] == exercise:
        return (
            f"{exercise} runs in a worker only, never in this process: nox -s grade -- {exercise}"
        )
    only = f"of the folder of {exercise} only the test file does"
    return f"{file} does not run: {only}; rename {file}, or move it away"
