"""How often a copy is found and an honest pair is shown, exercise by exercise.

Each right answer plays a learner's in turn: it, and the decoys that were made from it, are unknown
then, as a learner's own way would be. Somebody else hands in a disguised copy of it. Two different
right answers play two honest learners.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields

from graders.authors.similarity.comparing import pairs
from graders.authors.similarity.disguising import disguised, edited
from graders.authors.similarity.fingerprints import Hashes, hashes, of_sources
from graders.authors.similarity.known import SHORT_LINES, Known, Rule
from graders.model.exercises import Exercise

EDITS = 2
"""That a copy has in the second measurement, beside other names and another order."""


@dataclass(frozen=True)
class Errors:
    """What became of the pairs of an exercise."""

    copies: int = 0
    """Pairs of a right answer and a disguised copy of it."""
    found: int = 0
    edited_found: int = 0
    """Of as many, whose copies were edited too."""
    honest: int = 0
    """Pairs of independent right answers."""
    shown: int = 0
    """Of these: false ones."""

    def __add__(self, other: Errors) -> Errors:
        return Errors(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )

    @property
    def finds(self) -> bool:
        """True where more than half of the copies were found."""
        return 2 * self.found > self.copies


@dataclass(frozen=True)
class Measured:
    """One exercise with what was measured of it."""

    exercise: Exercise
    lines: int
    """Of its reference."""
    base: float
    """The share of the two honest answers that are most alike."""
    why_not: str
    """Why no pair of it is shown; "" where pairs are."""
    errors: Errors

    @property
    def long(self) -> bool:
        """True for an exercise whose copies are to be found."""
        return self.lines > SHORT_LINES


def measured(exercise: Exercise, seed: int) -> Measured:
    """The error rates of one exercise; edits are drawn by the seed."""
    known = Known.of(exercise)
    texts = [path.read_text(encoding="utf-8") for path in (exercise.reference, *exercise.ways)]
    stub = exercise.stub.read_text(encoding="utf-8")
    copies = [disguised(text, stub) for text in texts]
    chance = random.Random(f"{seed} {exercise.name}")
    changed = [edited(copy, EDITS, chance) for copy in copies]
    numbers = range(len(texts))
    alone = [known.rule(frozenset((number,))) for number in numbers]
    told = known.rule()
    errors = Errors(
        copies=len(copies),
        found=_shown(known.right, _hashes(copies), alone),
        edited_found=_shown(known.right, _hashes(changed), alone),
    )
    for pair in known.honest:
        one, other = sorted(pair)
        rule = known.rule(pair)
        errors += Errors(honest=1, shown=_shown([known.right[one]], [known.right[other]], [rule]))
    lines = len(texts[0].splitlines())
    return Measured(exercise, lines, told.base, told.why_not, errors)


def _hashes(texts: Sequence[str]) -> list[Hashes]:
    return list(map(hashes, of_sources([text.encode() for text in texts])))


def _shown(ones: Sequence[Hashes], others: Sequence[Hashes], rules: Sequence[Rule]) -> int:
    """How many of these pairs a class's page would show."""
    matched = zip(ones, others, rules, strict=True)
    return sum(bool(pairs([one, other], rule)) for one, other, rule in matched)
