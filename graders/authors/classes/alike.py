"""Which answers of a class are alike: pairs to look at side by side, and never a verdict.

What they are held against is in ``graders/authors/similarity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graders.authors.classes.marked import Marked
from graders.authors.similarity.comparing import pairs
from graders.authors.similarity.fingerprints import Prints, hashes
from graders.authors.similarity.known import Known, Rule
from graders.model.exercises import Exercise
from graders.model.report import Outcome

MAX_PAIRS = 50
"""Of one exercise, that its page shows."""

MAX_LINES = 400
"""Of a source, that a pair shows: none of ours has a fifth of it."""

Read = Callable[[Sequence[bytes]], Sequence[Prints]]
"""Takes the fingerprints of sources."""


@dataclass(frozen=True)
class Side:
    """One text of a pair, and who handed it in."""

    learners: Sequence[Marked]
    common: frozenset[int]
    """The lines of what the other one has too."""

    def lines(self, exercise: Exercise) -> Iterator[tuple[int, str, bool]]:
        """Each line with its number; True for those that both have."""
        text = self.learners[0].source(exercise)
        for number, line in enumerate(text.split("\n")[:MAX_LINES], 1):
            yield number, line, number in self.common


@dataclass(frozen=True)
class AlikePair:
    """Two texts that have more in common than honest ones, or one that several handed in."""

    sides: Sequence[Side]
    share: float


@dataclass(frozen=True)
class Alike:
    """What there is to look at in one exercise."""

    rule: Rule
    pairs: Sequence[AlikePair] = field(default=())
    """Those that are shown, the most alike first."""
    more: int = 0
    """How many others there are."""

    @property
    def told(self) -> list[object]:
        """All that is shown of it, as plain values."""
        sides = [
            [sorted(side.common), *(each.learner.key for each in side.learners)]
            for pair in self.pairs
            for side in pair.sides
        ]
        shares = [pair.share for pair in self.pairs]
        return [self.rule.why_not, self.rule.base, self.more, shares, sides]

    @property
    def count(self) -> int:
        """Of all pairs."""
        return len(self.pairs) + self.more


def alike(
    learners: Sequence[Marked], exercises: Sequence[Exercise], read: Read
) -> Mapping[str, Alike]:
    """What there is to look at, by the exercises' names."""
    return {
        exercise.name: _in_one(learners, exercise, place, read)
        for place, exercise in enumerate(exercises)
    }


def _in_one(learners: Sequence[Marked], exercise: Exercise, place: int, read: Read) -> Alike:
    givers: dict[bytes, list[Marked]] = defaultdict(list)
    for each in learners:
        result, data = each.results[place], each.answer(exercise)
        # What is refused cannot be read by Python, or is made to do harm: it costs nothing here.
        if data and result.tests and not result.untouched and result.outcome != Outcome.REFUSED:
            givers[data].append(each)
    texts = list(givers)
    rule = Known.of(exercise, read).rule()
    if rule.why_not:
        return Alike(rule)
    prints = read(texts)
    answers = list(map(hashes, prints))
    repeated = [number for number, text in enumerate(texts) if len(givers[text]) > 1]
    found = pairs(answers, rule, repeated)

    def side(number: int, common: frozenset[int]) -> Side:
        lines = {
            line
            for each in prints[number]
            if each.hash in common
            for line in range(each.first, each.last + 1)
        }
        return Side(givers[texts[number]], frozenset(lines))

    shown = [
        AlikePair(
            [side(number, pair.common) for number in {pair.one: 0, pair.other: 0}], pair.share
        )
        for pair in found[:MAX_PAIRS]
    ]
    return Alike(rule, shown, len(found) - len(shown))
