"""What the commands share: the checks of what was asked for, and one line for a request not understood."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn

from graders.model.errors import USAGE, Usage
from graders.model.exercises import Exercise, NoSuchExercise, select
from graders.workers import bubblewrap


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        """Raises the complaint as Usage, with the way to the help."""
        raise Usage(f"{message}; {self.prog} --help lists what can be asked")


def answer(command: Callable[[], int]) -> int:
    """The exit code of a command; a request that cannot be followed becomes one line on stderr."""
    try:
        return command()
    except Usage as complaint:
        print(complaint, file=sys.stderr)
        return USAGE


def check_strong(strong: bool, inline: bool = False) -> None:
    """Raise ``Usage`` where bubblewrap is asked for and does not work, or has nothing to hold."""
    if strong and inline:
        raise Usage("--strong and --inline exclude each other")
    why_not = bubblewrap.refusal() if strong else ""
    if why_not:
        raise Usage(f"--strong: {why_not}")


def check_jobs(jobs: int) -> None:
    """Raise ``Usage`` where nothing could be judged."""
    if jobs < 1:
        raise Usage("--jobs takes a whole number from 1")


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
    names = [exercise.name for exercise in exercises]
    return ", ".join(names[:6]) + (", ..." if len(names) > 6 else "")
