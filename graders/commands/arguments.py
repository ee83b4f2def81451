"""What the commands share: options, checks of a request, one line where it cannot be followed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from graders.model.errors import USAGE, Usage
from graders.model.exercises import Exercise, NoSuchExercise, select
from graders.model.invocation import command
from graders.model.levels import LEVELS
from graders.workers import bubblewrap


def from_one(option: str) -> Callable[[str], int]:
    """What reads the value of an option that counts something; ``Usage`` for anything else."""

    def read(text: str) -> int:
        if not text.isdecimal() or int(text) < 1:
            raise Usage(f"{option} takes a whole number from 1")
        return int(text)

    return read


def level(text: str) -> str:
    """A level as a page names it, from how it is typed without a space; ``Usage`` for no level."""
    found = text.replace("-", " ").replace("_", " ").lower()
    if found not in LEVELS:
        typed = [each.replace(" ", "-") for each in LEVELS]
        raise Usage(f"--level takes {', '.join(typed[:-1])} or {typed[-1]}, not {text[:40]!r}")
    return found


SHARED: dict[str, dict[str, Any]] = {
    "selectors": {
        "nargs": "*",
        "metavar": "NAME",
        "help": "02.04, iterators, core, sliding_window_mean, ...",
    },
    "--topic": {
        "action": "append",
        "default": [],
        "metavar": "NAME",
        "help": "the exercises of one topic, a line each: iterators",
    },
    "--only": {
        "default": "",
        "metavar": "NAMES",
        "help": "these topics, levels or exercises: core,iterators,04.03",
    },
    "--level": {
        "action": "append",
        "default": [],
        "type": level,
        "metavar": "LEVEL",
        "help": "only those of a level: first-step, core, deeper or puzzle",
    },
    "--submission": {
        "type": Path,
        "metavar": "PATH",
        "help": "grade somebody else's folder, .zip or .tar",
    },
    "--seed": {"type": int, "metavar": "N", "help": "replay the random inputs of another run"},
    "--jobs": {
        "type": from_one("--jobs"),
        "metavar": "N",
        "help": "exercises judged side by side",
    },
    "--strong": {
        "action": "store_true",
        "help": "workers in namespaces of their own, by bubblewrap (Linux)",
    },
}
"""The arguments that several commands take."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        """Raises the complaint as Usage, with the way to the help."""
        raise Usage(f"{message}; {self.prog} --help lists what can be asked")

    def add_shared(self, name: str, **changes: Any) -> None:
        """Takes an argument that other commands take too, with what is different here."""
        self.add_argument(name, **{**SHARED[name], **changes})
        if name == "--jobs":
            from graders.judge import pool  # here: hint, reset and doctor start sooner without

            self.set_defaults(jobs=pool.cores())


def answer(run: Callable[[], int]) -> int:
    """The exit code of a command; a request that cannot be followed becomes one line on stderr."""
    try:
        return run()
    except Usage as complaint:
        complain(complaint)
        return USAGE


def complain(complaint: Usage) -> None:
    """Say on stderr what was wrong: a terminal breaks no word, and for a program it is one line."""
    try:
        from graders.screens.page import Page
        from graders.screens.terminal import terminal
    except ImportError:  # an update has Python alone
        Page = None  # type: ignore[assignment, misc]
    if Page is None or not sys.stderr.isatty():
        print(complaint, file=sys.stderr)
        return
    page = Page()
    page.add(str(complaint), hang=2)
    terminal(sys.stderr).print(page)


def check_strong(strong: bool, inline: bool = False) -> None:
    """Raise ``Usage`` where bubblewrap is asked for and does not work, or has nothing to hold."""
    if strong and inline:
        raise Usage("--strong and --inline exclude each other")
    why_not = bubblewrap.refusal() if strong else ""
    if why_not:
        raise Usage(f"--strong: {why_not}")


@contextmanager
def writing(path: Path, more: str = "") -> Iterator[None]:
    """In the block a file is written; ``Usage``, with more to say, where that fails."""
    try:
        yield
    except OSError as error:
        raise Usage(f"{path}: cannot be written ({error.strerror}){more}") from None


def named(name: str | None, session: str, among: list[Exercise]) -> Exercise:
    """The exercise that a session works on.

    Raises:
        Usage: no name was given, or it names none or several.
    """
    if name is None:
        like = command(session, "NAME")
        raise Usage(f"name the exercise: {like}, with NAME (or its number) one of {listed(among)}")
    return one(name, among)


def one(name: str, among: list[Exercise]) -> Exercise:
    """The only exercise that a selector names.

    Raises:
        Usage: it names none or several; the message names the nearest.
    """
    try:
        found = select([name], among)
    except NoSuchExercise as nothing:
        raise Usage(str(nothing)) from None
    if len(found) > 1:
        raise Usage(f"{name!r} names {len(found)} exercises; ask for one of them: {listed(found)}")
    return found[0]


def listed(exercises: list[Exercise]) -> str:
    """The first few names, for one line."""
    names = [f"{exercise.number} {exercise.name}" for exercise in exercises]
    return ", ".join(names[:4]) + (", ..." if len(names) > 4 else "")
