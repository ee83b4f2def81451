"""Keeps what a learner wrote out of this process: it runs in a worker, or not at all.

``import graders`` puts this up, which is the first import of every test file. So a stub is safe to import also where
no grading answers: where pytest has another root or other settings, or where a test file runs without pytest.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

_EXERCISE = re.compile(r"[/\\]exercises[/\\]\d\d_\w+[/\\]\d\d_(\w+)\Z")
_RUNS_HERE = re.compile(r"test_\w+\.py|conftest\.py|__init__\.py")
"""What pytest runs of an exercise's folder."""


class Refusal:
    """Finder of the stubs that no grading answers: it refuses to find them."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        """None for any other module.

        Raises:
            ImportError: the module is a stub.
        """
        if "." not in fullname and fullname not in sys.stdlib_module_names and fullname in _stubs():
            raise ImportError(told(fullname, fullname), name=fullname)


def install() -> None:
    """Refuse stubs by name when they are imported, and by their file however they come to be run; once a process."""
    if not any(isinstance(finder, Refusal) for finder in sys.meta_path):
        sys.meta_path.insert(0, Refusal())
        sys.addaudithook(refuse)


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: no file that a learner may have written is run, under whatever name and by whichever loader.

    Raises:
        ImportError: it would have been.
    """
    file = arguments[0].co_filename if event == "exec" else arguments[1] if event == "import" else None
    if file and os.path.isabs(file):
        exercise = kept_out(file)
        if exercise:
            raise ImportError(told(exercise, os.path.basename(file)), path=file)


def kept_out(file: str) -> str:
    """The name of the exercise whose folder holds this file, if the file may not run here; "" for any other."""
    folder, name = os.path.split(file)
    exercise, depth = _exercise(folder)
    if exercise:
        return "" if not depth and _RUNS_HERE.fullmatch(name) else exercise
    return kept_out(os.path.realpath(file)) if os.path.islink(file) else ""


def is_exercise(folder: str) -> bool:
    """True for the folder of an exercise, of this checkout or of another."""
    exercise, depth = _exercise(folder)
    return bool(exercise) and not depth


@cache
def _exercise(folder: str) -> tuple[str, int]:
    """The exercise in whose folder this one is, also by way of a link, and how deep in it; ("", 0) where there is none.

    It is known by its test file: any folder may have such a name.
    """
    for start in (folder, os.path.realpath(folder)):
        for depth, path in enumerate((Path(start), *Path(start).parents) if "exercises" in start else ()):
            found = _EXERCISE.search(str(path))
            if found and (path / f"test_{found[1]}.py").is_file():
                return found[1], depth
    return "", 0


@cache
def _stubs() -> frozenset[str]:
    from graders.catalogue import exercises  # small commands start sooner without

    return frozenset(exercise.name for exercise in exercises())


def told(exercise: str, file: str) -> str:
    """Why a file of an exercise's folder does not run here, and what to do."""
    if file.partition(".")[0] == exercise:
        return f"{exercise} runs in a worker only, never in this process: nox -s grade -- {exercise}"
    return f"{file} does not run: of the folder of {exercise} only the test file does; rename {file}, or move it away"
