"""The command ``verify``: prove the graders. The stub is to do, the reference passes, every decoy is caught."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from graders.authors import checks, headroom
from graders.commands.arguments import Parser, check_jobs, check_strong
from graders.commands.grade import chosen_exercises
from graders.judge import pool
from graders.judge.plan import Confinement, Plan, Task, drawn
from graders.judge.session import DIED, Judged, judge
from graders.model import faults
from graders.model.exercises import ROOT, Exercise, find_exercises, shown
from graders.model.invocation import prog
from graders.model.report import Measure, Outcome, TestResult
from graders.model.wording import amount
from graders.submissions.sources import answer

MARGIN = 2.0
"""How many times over a noisy bound is kept by the reference and missed by a decoy."""

Runs = list[dict[str, TestResult]]
"""What became of each test, by name, once for every repetition."""


class Tally(msgspec.Struct):
    """How often who was judged, and judged wrongly."""

    good: int = 0
    """Judgements of the reference and of other correct solutions."""
    failed: int = 0
    """How many of them found fault."""
    decoys: int = 0
    """Judgements of decoys."""
    passed: int = 0
    """How many of them found none."""
    tests: int = 0
    unsure: int = 0

    def __add__(self, other: Tally) -> Tally:
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)
        return Tally(*map(sum, pairs))

    def __str__(self) -> str:
        good = f"{self.failed:,} of {self.good:,} references failed"
        decoys = f"{self.passed:,} of {self.decoys:,} decoys passed"
        return f"{good}, {decoys}, {self.unsure:,} of {self.tests:,} tests unsure"


def main(argv: list[str] | None = None) -> int:
    """Verify exercises; 0 when every check holds, 1 otherwise."""
    made = Parser(prog=prog("verify"), description="Check exercises as an author.")
    made.add_argument("selectors", nargs="*", metavar="NAME")
    made.add_argument(
        "--repeat",
        type=int,
        default=1,
        metavar="N",
        help="judge N times; print the table of verdicts",
    )
    made.add_argument(
        "--bounds",
        action="store_true",
        help="print what the reference and the nearest decoy have of each",
    )
    made.add_argument(
        "--seed", type=int, metavar="N", help="replay the random inputs of another run"
    )
    made.add_argument(
        "--jobs", type=int, default=pool.cores(), metavar="N", help="exercises judged side by side"
    )
    made.add_argument(
        "--strong",
        action="store_true",
        help="workers in namespaces of their own, by bubblewrap (Linux)",
    )
    options = made.parse_args(argv)
    if options.repeat < 1:
        made.error("--repeat takes a whole number from 1")
    check_jobs(options.jobs)
    check_strong(options.strong)
    chosen = chosen_exercises(options.selectors)
    verification = Verification(chosen, options.repeat, options.bounds)
    bad = checks.tree_complaints(find_exercises())
    plan = Plan(
        root=ROOT,
        exercises=tuple(verification.sound),
        seed=drawn(options.seed),
        confinement=Confinement(strong=options.strong),
        jobs=options.jobs,
        explain=False,
    )
    verification.run(plan)
    bad += verification.bad + verification.unjudged()
    for complaint in bad:
        print(f"  {complaint}")
    print(f"\n{verification.tally}")
    print(f"{len(chosen)} exercises verified: {len(bad)} complaints")
    if verification.broken is not None:
        return faults.told(verification.broken)
    if verification.lost:
        return faults.FAULT  # its judge has said why
    return 1 if bad else 0


class Verification:
    """Judges every variant of every exercise, as often as asked, and tells of each exercise as soon as all is known."""

    def __init__(self, chosen: list[Exercise], repeat: int, bounds: bool = False) -> None:
        self._chosen = chosen
        self._repeat = repeat
        self._bounds = bounds
        self._runs: dict[Exercise, dict[Path, Runs]] = {}
        self._judged: set[Exercise] = set()
        self.tally = Tally()
        self.broken: BaseException | None = None
        """A fault of ours that broke the judging off."""
        self.lost: list[Exercise] = []
        """Exercises on which a judge died."""
        static = {exercise: checks.complaints(exercise) for exercise in chosen}
        self.bad: list[str] = [complaint for each in static.values() for complaint in each]
        self.sound = [exercise for exercise in chosen if not static[exercise]]
        """The exercises whose files are in order: only they are judged."""

    def run(self, plan: Plan) -> None:
        """Judge them once by all tests; then again, a decoy only by those that caught it."""
        if not self.sound:
            return
        first = [
            variant(plan, exercise, path)
            for exercise in plan.exercises
            for path in variants(exercise)
        ]
        judged = self._judge(plan, first)
        again = [repeated for task in first for repeated in self._repetitions(task)]
        if again and not judged.interrupted:
            self._judge(plan, again)

    def _judge(self, plan: Plan, tasks: list[Task]) -> Judged:
        judged = judge(plan, tasks, self._take)
        self.broken = self.broken or judged.broken
        self.bad += [] if judged.broken else judged.faults
        return judged

    def _repetitions(self, task: Task) -> list[Task]:
        """A decoy is judged again only by the tests that caught it; every repetition has random inputs of its own."""
        path = path_of(task)
        if self._repeat == 1 or task.exercise not in self._runs:
            return []
        (found,) = self._runs[task.exercise][path]
        caught = frozenset(name for name, result in found.items() if _caught(result))
        only = caught if path in task.exercise.decoys else frozenset()
        return [
            task._replace(seed=task.seed + number, tests=only) for number in range(1, self._repeat)
        ]

    def _take(self, task: Task, found: list[TestResult]) -> None:
        exercise, path = task.exercise, path_of(task)
        if any(result.message == DIED for result in found):
            self.lost.append(exercise)
        if exercise in self.lost:
            return
        runs = self._runs.setdefault(exercise, {each: [] for each in variants(exercise)})
        runs[path].append({result.name: result for result in found})
        if self._repeat > 1 and len(runs[path]) == self._repeat:
            took = f"{self._repeat} times in {_seconds(runs[path]):.0f} s"
            print(f"     {exercise.number}  {path.stem}  {took}", file=sys.stderr, flush=True)
        if all(len(each) == self._repeat for each in runs.values()):
            self._conclude(exercise, runs)

    def _conclude(self, exercise: Exercise, runs: dict[Path, Runs]) -> None:
        found = list(_complaints(exercise, runs))
        state = "ok  " if not found else "BAD "
        took = f"{sum(map(_seconds, runs.values())):.1f} s"
        line = f"{state} {exercise.number}  {exercise.name}  {len(exercise.decoys)} decoys  {took}"
        print("\n".join([line, *self._tables(exercise, runs)]), flush=True)
        self._judged.add(exercise)
        self.bad += found
        self.tally += tally(exercise, runs)

    def _tables(self, exercise: Exercise, runs: dict[Path, Runs]) -> Iterator[str]:
        if self._repeat > 1:
            yield from table(exercise, runs)
        if self._bounds:
            yield from (*headroom.HEADING, *headroom.rows(exercise, runs))

    def unjudged(self) -> list[str]:
        """Exercises without a complaint that were not judged: pytest stopped, or found no test in the file."""
        left = [each for each in self.sound if each not in self._judged]
        return [
            f"{shown(each.tests)}: not judged; run pytest on this file to see why" for each in left
        ]


def _seconds(runs: Runs) -> float:
    return sum(result.seconds for result in _every(runs))


def variant(plan: Plan, exercise: Exercise, path: Path) -> Task:
    """The task of judging a file in the stub's place."""
    return plan.task(exercise)._replace(answer=answer(path))


def path_of(task: Task) -> Path:
    """The file that a task judges."""
    return ROOT / task.answer.file


def variants(exercise: Exercise) -> list[Path]:
    """The stub, the reference, other correct solutions, and the decoys."""
    return [exercise.stub, *_good(exercise), *exercise.decoys]


def _good(exercise: Exercise) -> list[Path]:
    return [exercise.reference, *sorted((exercise.mirror / "also").glob("*.py"))]


def tally(exercise: Exercise, runs: dict[Path, Runs]) -> Tally:
    """The count of an exercise's verdicts, the stub's left out."""
    good = [not all(map(_allowed, run.values())) for path in _good(exercise) for run in runs[path]]
    decoys = [not any(map(_caught, run.values())) for path in exercise.decoys for run in runs[path]]
    outcomes = [result.outcome for path in variants(exercise)[1:] for result in _every(runs[path])]
    unsure = outcomes.count(Outcome.UNSURE)
    return Tally(len(good), sum(good), len(decoys), sum(decoys), len(outcomes), unsure)


def _complaints(exercise: Exercise, runs: dict[Path, Runs]) -> Iterator[str]:
    yield from _stub_complaints(exercise, runs[exercise.stub])
    for path in variants(exercise)[1:]:
        if path in exercise.decoys:
            yield from _decoy_complaints(path, runs[path])
        else:
            yield from _reference_complaints(path, runs[path])
    yield from _unproven(exercise, runs)
    yield from _unstated(exercise, runs[exercise.reference])


def _every(runs: Runs) -> Iterator[TestResult]:
    for run in runs:
        yield from run.values()


def _stub_complaints(exercise: Exercise, runs: Runs) -> Iterator[str]:
    if checks.is_faulty_code(exercise.stub):
        yield from _faulty_complaints(exercise, runs)
        return
    for name in sorted(
        {result.name for result in _every(runs) if result.outcome is not Outcome.TODO}
    ):
        yield f"{shown(exercise.stub)}: {name} is not to do on the stub; raise NotImplementedError"


def _faulty_complaints(exercise: Exercise, runs: Runs) -> Iterator[str]:
    """A stub that is faulty code runs, and misses a bound, whatever it does else."""
    found = list(_every(runs))
    if not any(
        result.outcome is Outcome.OVER or result.measures for result in found if _caught(result)
    ):
        yield f"{shown(exercise.stub)}: the faulty code that is given breaks no bound; or raise NotImplementedError"
    for result in found:
        if result.outcome in (Outcome.TODO, Outcome.REFUSED, Outcome.FAULT):
            yield f"{shown(exercise.stub)}: {result.name} is {result.outcome}: {result.message}"


def _reference_complaints(path: Path, runs: Runs) -> Iterator[str]:
    for result in _every(runs):
        if not _allowed(result):
            yield f"{shown(path)}: {result.name} is {result.outcome}: {result.message}"
        for measure in result.measures:
            if not measure.exact and measure.margin < MARGIN:
                kept = (
                    f"{shown(path)}: {result.name} keeps {_said(measure)} by less than {MARGIN:g}x"
                )
                yield f"{kept}; give the bound more room"


def _allowed(result: TestResult) -> bool:
    return result.outcome in (Outcome.PASSED, Outcome.UNSURE)


def _caught(result: TestResult) -> bool:
    return result.outcome not in (Outcome.PASSED, Outcome.UNSURE, Outcome.TODO, Outcome.FAULT)


def _decoy_complaints(path: Path, runs: Runs) -> Iterator[str]:
    declared = checks.declared_failures(path)
    for result in _every(runs):
        caught = _caught(result)
        if caught != (result.name in declared):
            verb = "fails, undeclared," if caught else "declares"
            yield f"{shown(path)}: {verb} {result.name}, which is {result.outcome}: {result.message}"
        yield from _close_calls(path, result)


def _close_calls(path: Path, result: TestResult) -> Iterator[str]:
    broken = result.measures[-1] if result.outcome is Outcome.OVER and result.measures else None
    if broken and not broken.exact and broken.margin > 1 / MARGIN:
        yield f"{shown(path)}: {result.name} misses {_said(broken)} by less than {MARGIN:g}x; size the work up"


def _unproven(exercise: Exercise, runs: dict[Path, Runs]) -> Iterator[str]:
    bounded = {result.name for result in _every(runs[exercise.reference]) if result.measures}
    proven = {
        result.name
        for path in exercise.decoys
        for result in _every(runs[path])
        if result.outcome is Outcome.OVER
    }
    for name in sorted(bounded - proven):
        yield f"{shown(exercise.tests)}: no decoy breaks a bound of {name}; write one that does"


def _unstated(exercise: Exercise, runs: Runs) -> Iterator[str]:
    page = exercise.folder / "README.md"
    text = page.read_text(encoding="utf-8")
    stated = {
        (result.name, measure)
        for result in _every(runs)
        for measure in result.measures
        if measure.bound > 1
    }
    bounds = {(name, amount(measure.bound, measure.unit), measure.what) for name, measure in stated}
    for name, bound, what in sorted(bounds):
        if bound not in text and bound.replace(",", "") not in text:
            yield f"{shown(page)}: does not state the bound {bound} ({what}) of {name}"


def _said(measure: Measure) -> str:
    value, bound = (amount(each, measure.unit) for each in (measure.value, measure.bound))
    return f"{measure.what} {value}, {measure.relation} {bound},"


def table(exercise: Exercise, runs: dict[Path, Runs]) -> list[str]:
    """The verdicts of every variant, counted: the operating characteristic of each test."""
    lines = []
    for path, repeated in runs.items():
        kind = (
            "decoy " if path in exercise.decoys else "stub  " if path == exercise.stub else "good  "
        )
        counts = {
            name: Counter(run[name].outcome for run in repeated if name in run)
            for name in repeated[0]
        }
        lines.append(f"     {kind} {path.stem}")
        lines += [f"            {name:<58} {_counts(count)}" for name, count in counts.items()]
    return lines


def _counts(count: Counter[Outcome]) -> str:
    return "  ".join(f"{outcome} {number}" for outcome, number in sorted(count.items()))
