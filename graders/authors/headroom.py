"""How far a bound lies between the reference and the decoys: a Markdown row for each bound of an exercise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from graders.model.exercises import Exercise
from graders.model.report import Measure, Outcome, TestResult
from graders.model.wording import amount

HEADING = ("| exercise and test | bound | reference | nearest decoy |", "|---|---|---|---|")

Judged = Mapping[Path, Sequence[Mapping[str, TestResult]]]
"""What became of each test, by file and by name, once for every repetition."""


def rows(exercise: Exercise, runs: Judged) -> list[str]:
    """The rows of an exercise, in the order of its tests; of several values of the reference the tightest."""
    tightest: dict[tuple[str, str], Measure] = {}
    for test, measure in _measured(runs[exercise.reference]):
        known = tightest.setdefault((test, measure.what), measure)
        tightest[test, measure.what] = min(known, measure, key=lambda each: each.margin)
    return [
        _row(exercise, test, measure, _nearest(exercise, runs, test, measure))
        for (test, _), measure in tightest.items()
    ]


def _measured(repeated: Sequence[Mapping[str, TestResult]]) -> Iterator[tuple[str, Measure]]:
    yield from (
        (name, measure)
        for run in repeated
        for name, result in run.items()
        for measure in result.measures
    )


def _nearest(exercise: Exercise, runs: Judged, test: str, kept: Measure) -> str:
    """The decoy that misses a bound by the least."""
    missed = [
        (measure.margin, f"{amount(measure.value, measure.unit)} {path.stem}")
        for path in exercise.decoys
        for run in runs[path]
        if test in run and run[test].outcome is Outcome.OVER
        for measure in run[test].measures[-1:]
        if measure.what == kept.what and not measure.held
    ]
    return max(missed, default=(0.0, "-"))[1]


def _row(exercise: Exercise, test: str, measure: Measure, nearest: str) -> str:
    bound = f"{measure.what}: {measure.relation} {amount(measure.bound, measure.unit)}"
    return f"| {exercise.number} {test} | {bound} | {amount(measure.value, measure.unit)} | {nearest} |"
