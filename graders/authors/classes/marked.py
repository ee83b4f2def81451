"""A learner with all that is known of what was handed in: the report, the date, points by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache

from graders.authors.classes.by_hand import Change
from graders.authors.classes.roster import Learner
from graders.formats.rows import EXERCISE_POINTS
from graders.model.exercises import Exercise
from graders.model.report import ExerciseResult, Report, Score
from graders.model.text import printable
from graders.submissions.sources import MAX_SOURCE_BYTES, Rejected


@dataclass(frozen=True)
class Marked:
    """A learner with the report on what was handed in."""

    learner: Learner
    report: Report
    when: datetime | None = None
    """When it was handed in, where something tells."""
    days_late: int = 0
    """The days that have begun since it was due."""
    changes: Mapping[str, Change] = field(default_factory=dict)
    """Points that were given by hand, by the names of the exercises."""

    @property
    def late(self) -> bool:
        """After the due date; where nothing tells when, by the platform's own mark."""
        return self.days_late > 0 or (self.learner.late and self.when is None)

    @property
    def results(self) -> list[ExerciseResult]:
        """One for each exercise, in their order."""
        return self.report.exercises

    @property
    def points(self) -> int:
        """Points earned."""
        return self._total.points

    @property
    def max_points(self) -> int:
        """Points that could be earned."""
        return self._total.max_points

    @cached_property
    def _total(self) -> Score:
        scores = self._scores.values()
        return Score(sum(each.points for each in scores), sum(each.max_points for each in scores))

    @cached_property
    def _scores(self) -> dict[str, Score]:
        """The points of every exercise, counted once: a page asks for them often."""
        scores = {}
        for result in self.results:
            if change := self.changes.get(result.name):
                scores[result.name] = Score(change.points, EXERCISE_POINTS)
                continue
            # Of an exercise without a test there is nothing to earn, by a fault of ours, unless it
            # was not its turn yet.
            most = result.max_points if result.tests or self.report.interrupted else 0
            scores[result.name] = Score(result.points, most)
        return scores

    def score_of(self, result: ExerciseResult) -> Score:
        """The points of one exercise, by hand or by its tests."""
        return self._scores[result.name]

    @property
    def share(self) -> float:
        """Points of those that could be had, 0 to 1."""
        return self.points / self.max_points if self.max_points else 0.0

    @property
    def changed(self) -> list[str]:
        """Files in what was handed in that differ from this repository: they had no influence."""
        more = self.report.ignored_more
        return [*self.report.ignored, *([f"and {more} more"] if more else [])]

    def answer(self, exercise: Exercise) -> bytes:
        """The answer as it was handed in; nothing where nothing was taken."""
        submission = self.learner.submission
        found = submission.stubs.get(submission.places.get(exercise.name, ""), b"")
        return b"" if isinstance(found, Rejected) else found

    def source(self, exercise: Exercise) -> str:
        """The answer for eyes: bytes that are no text, and what would steer, stand as marks."""
        return _shown(self.answer(exercise))


@lru_cache(maxsize=4096)  # equal answers are frequent, and so are writes of the pages
def _shown(data: bytes) -> str:
    return printable(data.decode("utf-8", "replace"), MAX_SOURCE_BYTES)
