"""What the small commands share: the one exercise that was asked for, and one line for a request not understood."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn

from graders.catalogue import Exercise, NoSuchExercise, select

USAGE = 2
"""The exit code of a request that cannot be followed."""


class Usage(Exception):
    """The request cannot be followed; the message is one line that says what to do instead."""


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
