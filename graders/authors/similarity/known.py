"""What is known of an exercise: its stub, right answers, decoys; and how alike honest answers are.

The reference and the answers in ``also/`` were written one by one, each in a way of its own: how
alike they are, beside what all others have too, is the base rate. No pair of a class is shown that
is not clearly above it, and none at all where it is high or answers are too short to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from graders.authors.similarity.fingerprints import Hashes, Prints, hashes, of_sources
from graders.model.exercises import Exercise

MIN_PRINTS = 5
"""Fingerprints of an answer's own, without which nothing is said of it: some two lines."""

SHORT_LINES = 15
"""Of a reference: where it has no more, two who never met have the same idea in the same words."""

MIN_PRINTS_SHORT = 15
"""The same as ``MIN_PRINTS`` there: more than a loop with a condition, as beginners write it."""

MIN_SHARE = 0.6
"""Of the fingerprints of the shorter answer, that the other one has too, in a pair to be shown."""

MAX_BASE = 0.5
"""The same of two honest answers, from which on no pair of an exercise is shown."""

NOBODY: Hashes = frozenset()


def share(one: Collection[int], other: Collection[int]) -> float:
    """The part of the shorter answer that the other one has too."""
    shorter = min(len(one), len(other))
    return len({*one} & {*other}) / shorter if shorter else 0.0


@dataclass(frozen=True)
class Rule:
    """What a pair of one exercise is held against."""

    known: Hashes
    """Fingerprints that the stub or a known solution has: they say nothing of a pair."""
    base: float
    """The share of the two honest answers that are most alike."""
    prints: int = MIN_PRINTS
    """Of an answer's own, without which nothing is said of it."""
    why_not: str = ""
    """Why nothing can be told of the pairs of this exercise; "" where it can."""

    @property
    def least(self) -> float:
        """The share from which on a pair is shown: half of the way from honest to the same."""
        return max(MIN_SHARE, (1 + self.base) / 2)


@dataclass(frozen=True)
class Known:
    """The fingerprints of the known answers to one exercise."""

    stub: Hashes
    right: Sequence[Hashes]
    decoys: Sequence[Hashes]
    prints: int = MIN_PRINTS
    """Of an answer's own, without which nothing is said of it."""

    @classmethod
    def of(
        cls,
        exercise: Exercise,
        read: Callable[[Sequence[bytes]], Sequence[Prints]] = of_sources,
    ) -> Known:
        """Those of an exercise; ``read`` takes the fingerprints."""
        right = [path for path in (exercise.reference, *exercise.ways) if path.is_file()]
        files = [exercise.stub, *right, *exercise.decoys]
        texts = [path.read_bytes() for path in files]
        found = list(map(hashes, read(texts)))
        short = bool(right) and len(texts[1].splitlines()) <= SHORT_LINES
        prints = MIN_PRINTS_SHORT if short else MIN_PRINTS
        return cls(found[0], found[1 : len(right) + 1], found[len(right) + 1 :], prints)

    @cached_property
    def _made_from(self) -> list[int]:
        """Of each decoy, the right answer that it is nearest to."""

        def nearness(decoy: Hashes, number: int) -> float:
            return len(decoy & self.right[number]) / max(len(decoy | self.right[number]), 1)

        numbers = range(len(self.right))
        return [
            max(numbers, key=lambda number: nearness(decoy, number), default=-1)
            for decoy in self.decoys
        ]

    def known(self, without: Collection[int] = ()) -> Hashes:
        """What the stub and all solutions have; without some right answers and their decoys."""
        right = (each for number, each in enumerate(self.right) if number not in without)
        pairs = zip(self.decoys, self._made_from, strict=True)
        decoys = (each for each, number in pairs if number not in without)
        return self.stub.union(*right, *decoys)

    @cached_property
    def honest(self) -> dict[frozenset[int], float]:
        """The share of each pair of right answers, by their numbers; as if both were unknown."""
        shares = {}
        for one, other in combinations(range(len(self.right)), 2):
            known = self.known((one, other))
            own = self.right[one] - known, self.right[other] - known
            shares[frozenset((one, other))] = share(*own)
        return shares

    def rule(self, without: frozenset[int] = NOBODY) -> Rule:
        """What pairs are held against; as if some right answers, or this one pair, were unknown."""
        shares = [each for pair, each in self.honest.items() if not without or not without <= pair]
        base = max(shares, default=0.0)
        return Rule(self.known(without), base, self.prints, self._why_not(shares))

    def _why_not(self, shares: Sequence[float]) -> str:
        own = [len(each - self.known((number,))) for number, each in enumerate(self.right)]
        telling = sum(count >= self.prints for count in own)
        if not shares:
            return "no two right answers are known, so nobody knows how alike honest ones are"
        if 2 * telling <= len(own):
            return "answers are too short: beside what known solutions have, too little is left"
        if max(shares) >= MAX_BASE:
            return f"honest answers look alike: of two known ones, {max(shares):.0%} is the same"
        return ""
