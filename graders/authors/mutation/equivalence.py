"""Whether a mutant that is recorded as equivalent is: it and the reference on random inputs.

An exercise gives them in ``inputs.py`` beside its reference::

    RIGHTS = ("files",)                 # only where the tests allow something, too
    def inputs(random):                 # a tuple of arguments, from a random.Random
    def observe(solution, *arguments):  # what a caller sees of solution.name(...), as plain values

The file is the authors' own, as the tests are, so it runs where they run, in the judge; and what
it calls of the solution runs where an answer runs, in a locked worker, within the limits of a test.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from graders.judge.plan import Plan
from graders.judge.spawners import Spawners
from graders.judge.trial import Test, Trial
from graders.model import speed
from graders.model.exercises import Exercise, shown
from graders.model.report import Outcome
from graders.submissions.sources import Answer
from graders.workers.handles import LearnerError
from graders.workers.inside.confine import RIGHTS
from graders.workers.learner import LearnerModule
from graders.workers.script import PLAIN

NAME = "inputs.py"

INPUTS = 100
"""Random inputs on which a mutant and the reference have to agree."""

MAX_ERRORS = 75
"""Inputs for which the reference may raise: with more, what is asked of it is hardly ever done."""


_RAISES = "raises "
"""How what is seen begins where it is an error."""


class Unusable(Exception):
    """A generator of inputs that proves nothing; the message says where and why."""


@dataclass(frozen=True)
class Generator:
    """The inputs of an exercise, and what is looked at."""

    file: Path
    inputs: Callable[[Random], tuple[Any, ...]]
    observe: Callable[..., object]
    rights: Sequence[str]


def place(exercise: Exercise) -> Path:
    """Where an exercise's generator is."""
    return exercise.mirror / NAME


def generator(exercise: Exercise) -> Generator | None:
    """An exercise's generator of inputs, if it has one.

    Raises:
        Unusable: its file is there, and is not one.
    """
    file = place(exercise)
    if not file.is_file():
        return None
    try:
        found = runpy.run_path(str(file))
    except Exception as error:
        raise Unusable(f"{shown(file)}: {type(error).__name__}: {error}") from None
    missing = [name for name in ("inputs", "observe") if not callable(found.get(name))]
    unknown = [right for right in found.get("RIGHTS", ()) if right not in RIGHTS]
    if missing:
        raise Unusable(f"{shown(file)}: define {missing[0]}()")
    if unknown:
        raise Unusable(f"{shown(file)}: no right {unknown[0]!r}; there are {', '.join(RIGHTS)}")
    return Generator(file, found["inputs"], found["observe"], found.get("RIGHTS", ()))


class Comparison:
    """The reference's side of it, seen once, and mutants held against it."""

    def __init__(self, plan: Plan, spawners: Spawners, exercise: Exercise, reference: str) -> None:
        """See what the reference shows.

        Raises:
            Unusable: there is no generator, or it tells nothing.
        """
        self._plan, self._spawners, self._exercise = plan, spawners, exercise
        found = generator(exercise)
        where = shown(place(exercise))
        if found is None:
            raise Unusable(f"{where}: missing; write it, or name a second_reader")
        self._generator = found
        self._reference = self._observed(reference)
        if len({given for given, _ in self._reference}) * 2 < INPUTS:
            raise Unusable(f"{where}: inputs() gives the same again and again")
        if len({seen for _, seen in self._reference}) == 1:
            raise Unusable(f"{where}: observe() sees the same whatever the inputs are")
        errors = [seen for _, seen in self._reference if seen.startswith(_RAISES)]
        if len(errors) > MAX_ERRORS:
            told = f"{len(errors)} of {INPUTS} inputs, the first one {errors[0]}"
            raise Unusable(f"{where}: observe() gets no further than an error for {told}")
        if self._observed(reference) != self._reference:
            raise Unusable(f"{where}: observe() sees something else of the same reference again")

    def difference(self, text: str) -> str:
        """How a mutant differs from the reference, in a line; "" where it does not."""
        try:
            found = self._observed(text)
        except Unusable as stopped:
            return f"it does not get through the inputs: {stopped}"
        for (given, expected), (_, seen) in zip(self._reference, found, strict=True):
            if seen != expected:
                return f"for {given[:200]} it shows {seen[:200]}, the reference {expected[:200]}"
        return ""

    def _observed(self, text: str) -> list[tuple[str, str]]:
        """The inputs, each with what is seen of a solution; the same inputs for each solution.

        Raises:
            Unusable: a test that did so would not pass.
        """
        exercise, made = self._exercise, self._generator
        task = self._plan.task(exercise, Answer(shown(exercise.reference), text.encode()))
        seen: list[tuple[str, str]] = []

        def run() -> None:
            seen.clear()
            solution = LearnerModule(exercise.name)
            for number in range(INPUTS):
                arguments = made.inputs(Random(f"{task.seed} {number}"))
                given = repr(arguments)  # before anybody changes them
                try:
                    seen.append((given, _told(made.observe(solution, *arguments))))
                except LearnerError as error:
                    seen.append((given, f"{_RAISES}{error.named}"))

        test = Test("observe", run, "", made.file, rights=made.rights)
        result = Trial(test, task, self._spawners, speed.slowness()).judge()
        if result.outcome is not Outcome.PASSED:
            raise Unusable(f"{shown(made.file)}: {result.outcome}: {result.message}")
        return seen


def _told(value: object) -> str:
    """A plain value as a text that is equal for equal values of the same types only.

    Raises:
        TypeError: it is not plain: of an object that stayed with the solution nothing is seen.
    """
    if isinstance(value, dict):
        items = ", ".join(f"{_told(key)}: {_told(each)}" for key, each in value.items())
        return f"{type(value).__name__} {{{items}}}"
    if isinstance(value, set | frozenset):
        return f"{type(value).__name__} {{{', '.join(sorted(map(_told, value)))}}}"
    if isinstance(value, list | tuple):
        return f"{type(value).__name__} ({', '.join(map(_told, value))})"
    if not isinstance(value, PLAIN):
        raise TypeError(f"observe() returned {value!r}: return plain values")
    return repr(value)
