"""What the instructor wants to know of one exercise: points, tests, the kinds of answers."""

from __future__ import annotations

import hashlib
import io
import keyword
import tokenize
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from statistics import median

from graders.authors.classes.marked import Marked
from graders.formats.rows import EXERCISE_POINTS
from graders.model.exercises import Exercise
from graders.model.report import BROKEN, ExerciseResult

Placed = tuple[Marked, str]
"""A learner, and the file of the learner's page."""

MAX_KINDS = 50
"""Of answers that a page lists."""

ASIDE = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
)


@dataclass(frozen=True)
class Kind:
    """Answers of one shape."""

    learners: Sequence[Placed]
    texts: int
    """How many different ones."""
    points: str


@dataclass(frozen=True)
class ExerciseView:
    """One exercise of a class."""

    exercise: Exercise
    found: Sequence[tuple[Placed, ExerciseResult]]
    """Everybody's result."""

    @property
    def graded(self) -> int:
        """Of how many there is a result."""
        return sum(bool(result.tests) for _, result in self.found)

    @cached_property
    def seconds(self) -> tuple[float, float] | None:
        """What a grading took, in the middle and at most; None where there was none."""
        took = [
            sum(test.seconds for test in result.tests) for _, result in self.found if result.tests
        ]
        return (median(took), max(took)) if took else None

    @cached_property
    def distribution(self) -> list[tuple[int, int, float]]:
        """Of all points that there are: the learners who have them, and their part of the most."""
        counts = Counter(
            marked.score_of(result).points for (marked, _), result in self.found if result.tests
        )
        most = max(counts.values(), default=1)
        return [(n, counts[n], counts[n] / most) for n in range(EXERCISE_POINTS + 1)]

    @cached_property
    def tests(self) -> list[tuple[str, list[Placed]]]:
        """What each test asks for, and who handed in an answer that does not pass it.

        First what most of them do not pass.
        """
        failing: dict[str, dict[str, Placed]] = defaultdict(dict)
        for placed, result in self.found:
            if placed[0].learner.problem or result.untouched:
                continue
            for test in result.tests:
                theirs = failing[test.requirement or test.name]
                if test.outcome in BROKEN:
                    theirs[placed[1]] = placed  # once, for all cases of a test
        told = [(asked, list(theirs.values())) for asked, theirs in failing.items()]
        return sorted(told, key=lambda row: -len(row[1]))

    @cached_property
    def _all_kinds(self) -> list[Kind]:
        shapes: dict[str, list[tuple[Placed, ExerciseResult, bytes]]] = defaultdict(list)
        for placed, result in self.found:
            data = placed[0].answer(self.exercise)
            if data and not result.untouched:
                shapes[shape(data)].append((placed, result, data))
        kinds = []
        for members in shapes.values():
            points = sorted({placed[0].score_of(result).points for placed, result, _ in members})
            told = str(points[0]) if len(points) == 1 else f"{points[0]} to {points[-1]}"
            texts = len({data for _, _, data in members})
            kinds.append(Kind([placed for placed, _, _ in members], texts, told))
        return sorted(kinds, key=lambda kind: -len(kind.learners))

    @property
    def kinds(self) -> list[Kind]:
        """The kinds of answers, the most frequent first."""
        return self._all_kinds[:MAX_KINDS]

    @property
    def more_kinds(self) -> int:
        """How many others there are."""
        return max(len(self._all_kinds) - MAX_KINDS, 0)

    @property
    def largest_left(self) -> int:
        """How many learners the largest of these has."""
        return max((len(kind.learners) for kind in self._all_kinds[MAX_KINDS:]), default=0)


@lru_cache(maxsize=1 << 16)  # the pages are written often, and most answers stay
def shape(data: bytes) -> str:
    """A digest of an answer's words and signs without what people choose; its text without any.

    By tokens, and by no syntax tree: a tree can be too deep for the process that makes it.
    """
    parts = []
    try:
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            if token.type == tokenize.NAME:
                parts.append(token.string if keyword.iskeyword(token.string) else "name")
            elif token.type in (tokenize.NUMBER, tokenize.STRING):
                parts.append(tokenize.tok_name[token.type])
            elif token.type not in ASIDE:
                parts.append(token.string)
    except (tokenize.TokenError, SyntaxError, ValueError, LookupError):  # any codec may be named
        return repr(data)
    return hashlib.sha256(" ".join(parts).encode("utf-8", "replace")).hexdigest()
