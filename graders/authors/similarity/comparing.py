"""The pairs of answers to one exercise that have more in common than honest ones have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from graders.authors.similarity.fingerprints import Hashes
from graders.authors.similarity.known import Rule

MAX_ANSWERS = 10
"""That have a fingerprint in common: what more of them have is common knowledge of this class."""


@dataclass(frozen=True)
class Pair:
    """Two answers by their numbers; one number twice where several learners gave the same text."""

    one: int
    other: int
    share: float
    """Of the shorter one's own fingerprints."""
    common: Hashes


def pairs(answers: Sequence[Hashes], rule: Rule, repeated: Sequence[int] = ()) -> list[Pair]:
    """Those to be looked at, the most alike first.

    ``answers`` are of different texts; ``repeated`` are those that several learners gave.
    """
    if rule.why_not:
        return []
    counts = Counter(each for answer in answers for each in answer)
    own = [
        frozenset(each for each in answer - rule.known if counts[each] <= MAX_ANSWERS)
        for answer in answers
    ]
    telling = {number for number, left in enumerate(own) if len(left) >= rule.prints}
    where: dict[int, list[int]] = defaultdict(list)
    for number in sorted(telling):
        for each in own[number]:
            where[each].append(number)
    # Only of those that have something in common: of 3,000 answers there are 4,498,500 pairs.
    together = Counter(pair for numbers in where.values() for pair in combinations(numbers, 2))
    found = [Pair(each, each, 1.0, own[each]) for each in repeated if each in telling]
    for (one, other), count in together.items():
        part = count / min(len(own[one]), len(own[other]))
        if part >= rule.least:
            found.append(Pair(one, other, part, own[one] & own[other]))
    return sorted(found, key=lambda pair: (-pair.share, -len(pair.common)))
