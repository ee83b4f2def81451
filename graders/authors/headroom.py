"""How far each bound of an exercise lies between the reference and the decoys, in Markdown rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from graders.model.exercises import Exercise
from graders.model.report import Measure, Outcome, TestResult
from graders.model.wording import amount

HEADING = ("| exercise and test | bound | reference | nearest decoy |", "|---|---|---|---|")

Judged = Mapping[Path, Sequence[Mapping[str, TestResult]]]
"""What became of each test, by file and by name, once for every repetition."""


def rows(exercise: Exercise, runs: Judged) -> list[str]:
    """The rows of an exercise, in the order of its tests; of the reference the tightest value."""
    tightest: dict[tuple[str, str], Measure] = {}
    for run in runs[exercise.reference]:
        for test, result in run.items():
            for measure in result.measures:
                known = tightest.setdefault((test, measure.what), measure)
                tightest[test, measure.what] = min(known, measure, key=lambda each: each.margin)
    rows = []
    for (test, what), measure in tightest.items():
        bound = f"{what}: {measure.relation} {amount(measure.bound, measure.unit)}"
        cells = [bound, amount(measure.value, measure.unit), _nearest(exercise, runs, test, what)]
        rows.append(f"| {exercise.number} {test} | {' | '.join(cells)} |")
    return rows


def _nearest(exercise: Exercise, runs: Judged, test: str, what: str) -> str:
    """The decoy that misses a bound by the least, with its value."""
    missed = [
        (measure.margin, f"{amount(measure.value, measure.unit)} {path.stem}")
        for path in exercise.decoys
        for run in runs[path]
        if test in run and run[test].outcome is Outcome.OVER
        for measure in run[test].measures[-1:]
        if measure.what == what and not measure.held
    ]
    return max(missed, default=(0.0, "-"))[1]
