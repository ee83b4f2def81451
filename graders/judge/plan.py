"""What is to be graded, decided once by a command or from pytest's own options.

Plan
  Sources       exercise -> Answer: the stubs, the references, a decoy, or what somebody handed in
  Confinement   how the learner's code is held
  Task          one answer to one exercise: the unit of work
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from graders.model.exercises import Exercise, shown
from graders.submissions.sources import Answer, answer

MAX_SEED = 1_000_000
"""Seeds are below it: short enough to be typed again."""


@dataclass(frozen=True)
class Confinement:
    """How the learner's code is held."""

    without: str = ""
    """A layer of the lock-in that is left out, to see what it is for."""
    strong: bool = False
    """Workers in namespaces of their own, by bubblewrap."""
    inline: bool = False
    """In pytest's own process, for breakpoints: nothing is held, and nothing found is a point."""
    fresh: bool = False
    """A new interpreter for every test, as where there is no fork."""


class Task(NamedTuple):
    """One answer to one exercise, which decides its result. It is frozen, and can be pickled."""

    exercise: Exercise
    answer: Answer
    seed: int
    confinement: Confinement
    explain: bool = True
    """A broken ceiling is run once more, to find the lines that held the memory."""
    weigh: bool = False
    """What an answer holds under a ceiling is weighed from outside in a run of its own."""
    tests: tuple[str, ...] = ()
    """The names of the tests that judge it, in this order; all of the exercise's where there are
    none."""
    to_first_failure: bool = False
    """The tests after one that finds fault are not run."""
    truth: Answer | None = None
    """A right answer: what its worker says whatever the seed, that of the answer which is judged
    says too."""
    idle: bool = False
    """And it does nothing for that."""


class Sources(Protocol):
    """Which file stands for each stub."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """What the report says of it: see ``Report.source``."""

    def file_of(self, exercise: Exercise) -> str:
        """The path of what is graded, as people know it."""

    def answer(self, exercise: Exercise) -> Answer:
        """What is graded, read now."""


@dataclass(frozen=True)
class Files:
    """Files of this repository: the learner's stubs, the references, or the decoys of one name."""

    decoy: str = ""
    solutions: bool = False

    @property
    def fields(self) -> Mapping[str, Any]:
        """What the report says of it."""
        chosen = f"decoy {self.decoy}" if self.decoy else "stubs"
        return {"source": "solutions" if self.solutions else chosen}

    def path(self, exercise: Exercise) -> Path:
        """The file."""
        if self.solutions:
            return exercise.reference
        return exercise.decoy(self.decoy) if self.decoy else exercise.stub

    def file_of(self, exercise: Exercise) -> str:
        """The path of what is graded, as people know it."""
        return shown(self.path(exercise))

    def answer(self, exercise: Exercise) -> Answer:
        """What is graded, read now."""
        return answer(self.path(exercise))


@dataclass(frozen=True)
class Plan:
    """One grading."""

    root: Path
    """The repository whose tests judge."""
    exercises: tuple[Exercise, ...]
    seed: int | None
    """Of all random inputs; None where every answer has a seed of its own, by the secret."""
    sources: Sources = Files()
    confinement: Confinement = Confinement()
    jobs: int = 1
    """Judges side by side."""
    budget: float | None = None
    """Seconds for the whole grading, where it has to end in time."""
    explain: bool = True
    """A broken ceiling is run once more, to find the lines that held the memory."""
    weigh: bool = False
    """What an answer holds under a ceiling is weighed from outside in a run of its own."""
    forked: bool = False
    """Judges are forks, where there are forks, even if one would do: a task that ends its judge
    costs no other."""
    secret: bytes = b""
    """Of a class: without a seed, the key of every answer's own."""

    def task(self, exercise: Exercise, answer: Answer | None = None) -> Task:
        """The task of one exercise: of this answer, or of the plan's own, read now."""
        answered = self.sources.answer(exercise) if answer is None else answer
        seed = self.seed
        if seed is None:
            seed = keyed_seed(self.secret, exercise.name, answered.data)
        return Task(exercise, answered, seed, self.confinement, self.explain, self.weigh)

    def judges(self, tasks: int) -> int:
        """How many judges do this many tasks; a single one is this process."""
        return max(min(self.jobs, tasks), 2 if self.forked and self.jobs > 1 else 1)

    @property
    def tasks(self) -> list[Task]:
        """One for each exercise."""
        return [self.task(exercise) for exercise in self.exercises]


def keyed_seed(secret: bytes, exercise: str, answer: bytes) -> int:
    """The seed of an answer: its keyed hash (HMAC, RFC 2104).

    The same bytes meet the same inputs; who changes a byte meets others, and cannot know which.
    """
    import hmac  # for a class alone

    digest = hmac.digest(secret, exercise.encode() + b"\0" + answer, "sha256")
    return int.from_bytes(digest[:8], "big") % MAX_SEED


def drawn(seed: int | None) -> int:
    """The seed that is asked for, or a random one."""
    return random.SystemRandom().randrange(MAX_SEED) if seed is None else seed
