"""The command ``verify``: the stub is to do, the reference passes, every decoy is caught.

With ``--repeat`` the same bytes meet the same inputs again, and must have the same outcomes; the
machine may be made busy or slow for it, and ``--outcomes`` compares with what was seen before.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from graders.authors import cards, checks, headroom, load, steadiness, typical
from graders.authors.lying import Lying
from graders.bounds.memory import TRACED
from graders.commands.arguments import Parser, check_strong, from_one
from graders.commands.grade import chosen_exercises
from graders.judge.plan import Confinement, Plan, Task, drawn
from graders.judge.session import DIED, Judged, judge
from graders.model import curves, faults, figures, mistakes, order, stubs
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, exercise_folders, find_exercises, shown
from graders.model.invocation import command, prog
from graders.model.report import Measure, Outcome, TestResult
from graders.model.wording import amount
from graders.submissions.sources import answer

MARGIN = 2.0
"""How many times over a noisy bound is kept by the reference and missed by a decoy."""

LOOK_MILLISECONDS = 300
"""After which a watch begins, and hears of Ctrl-C."""

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


def parser() -> Parser:
    """What ``nox -s verify --`` understands."""
    made = Parser(prog=prog("verify"), description="Check exercises as an author.")
    made.add_shared("selectors")
    made.add_argument(
        "--repeat",
        type=from_one("--repeat"),
        default=1,
        metavar="N",
        help="judge N times; print the table of verdicts, and what differs",
    )
    made.add_argument(
        "--fresh-inputs",
        action="store_true",
        help="each repetition has random inputs of its own, a decoy only the tests that caught it",
    )
    made.add_argument(
        "--beside-hogs",
        type=from_one("--beside-hogs"),
        default=0,
        metavar="N",
        help="beside N processes that keep a core busy each",
    )
    made.add_argument(
        "--quota",
        type=from_one("--quota"),
        default=0,
        metavar="PERCENT",
        help="with so much of one core in all, by a control group (as root)",
    )
    made.add_argument(
        "--outcomes",
        type=Path,
        metavar="FILE",
        help="judge right answers and decoys only; keep the outcomes there, compare with those "
        "that are there, and leave out what is judged",
    )
    made.add_argument(
        "--bounds",
        action="store_true",
        help="print what the reference and the nearest decoy have of each",
    )
    made.add_argument(
        "--cards",
        action="store_true",
        help="print each decoy's mistake and what its first card says of it",
    )
    made.add_argument(
        "--record",
        action="store_true",
        help="keep with the graders the stubs, which tests pass on them, which decoys fail, the "
        "order of tests, and the numbers of all answers, of some over time",
    )
    made.add_argument(
        "--lying",
        action="store_true",
        help="have the workers of decoys say what that of the reference says: no test may pass",
    )
    made.add_argument(
        "--watch",
        action="store_true",
        help="again whenever a file of these exercises or of their mirrors is saved, until Ctrl-C",
    )
    for shared in ("--seed", "--jobs", "--strong"):
        made.add_shared(shared)
    return made


def main(argv: list[str] | None = None) -> int:
    """Verify exercises; 0 when every check holds, 1 otherwise."""
    words = sys.argv[2:] if argv is None else argv
    options = parser().parse_args(words)
    check_strong(options.strong)
    if options.watch:
        return at_each_save(chosen_exercises(options.selectors), words)
    if options.outcomes and (options.bounds or options.record or options.fresh_inputs):
        raise Usage("--outcomes goes with neither --bounds nor --record nor --fresh-inputs")
    with load.hogs(options.beside_hogs), load.quota(options.quota):
        return compared(options) if options.outcomes else verified(options)


def at_each_save(chosen: Sequence[Exercise], words: Sequence[str]) -> int:
    """Verify in a process of its own: now, and whenever something is saved, until Ctrl-C.

    Raises:
        Usage: there is nothing that can watch.
    """
    if importlib.util.find_spec("watchfiles") is None:
        raise Usage(f"--watch needs watchfiles, which {command('verify')} installs")
    import watchfiles

    folders = [folder for each in chosen for folder in (each.folder, each.mirror)]
    # A process of its own has loaded nothing of what is being edited.
    # The flag may be shortened: "--wat".
    others = [word for word in words if len(word) < 3 or not "--watch".startswith(word)]
    again = [sys.executable, "-m", "graders", "verify", *others]
    begun = False
    for changes in watchfiles.watch(
        *filter(Path.is_dir, folders),
        yield_on_timeout=True,  # so the first run comes when nothing is missed any more
        rust_timeout=LOOK_MILLISECONDS,
        raise_interrupt=False,
    ):
        if changes or not begun:
            subprocess.run(again, cwd=ROOT, check=False)
            print("  saved files are verified again; Ctrl-C ends it", flush=True)
        begun = True
    return 0


def verified(options: Namespace) -> int:
    """Hold every check."""
    chosen = chosen_exercises(options.selectors)
    verification = Verification(
        chosen,
        options.repeat,
        options.bounds,
        options.record,
        options.fresh_inputs,
        options.cards,
    )
    if options.record:
        mistakes.record(checks.failures_of_decoys(find_exercises()))
    bad = checks.tree_complaints(exercise_folders())
    plan = planned(options, verification.sound, weigh=True)
    if options.lying:
        return _lied_to(plan, bad + verification.bad)
    verification.run(plan)
    bad += verification.bad + verification.unjudged()
    if options.repeat > 1 and not options.fresh_inputs:
        print("\n".join(["", *steadiness.table(verification.judged_runs)]))
        bad += steadiness.complaints(verification.judged_runs)
    for complaint in bad:
        print(f"  {complaint}")
    print(f"\n{verification.tally}")
    print(f"{len(chosen)} exercises verified: {len(bad)} complaints")
    if verification.broken is not None:
        return faults.told(verification.broken)
    if verification.lost:
        return faults.FAULT  # its judge has said why
    return 1 if bad else 0


def planned(options: Namespace, exercises: list[Exercise], *, weigh: bool) -> Plan:
    """The plan for these exercises."""
    return Plan(
        root=ROOT,
        exercises=tuple(exercises),
        seed=drawn(options.seed),
        confinement=Confinement(strong=options.strong),
        jobs=options.jobs,
        explain=False,
        weigh=weigh,
    )


def compared(options: Namespace) -> int:
    """Judge every right answer and decoy, and compare with what the file has of the same bytes."""
    chosen = chosen_exercises(options.selectors)
    kept = steadiness.Kept(options.outcomes)
    condition = steadiness.condition(options.beside_hogs, options.quota)
    plan = planned(options, chosen, weigh=False)
    tasks = [
        plan.task(exercise)._replace(answer=answer(path))
        for exercise in plan.exercises
        for path in variants(exercise)[1:]
        for _ in range(options.repeat)
    ]

    def take(task: Task, found: list[TestResult]) -> None:
        if not any(result.message == DIED for result in found):
            kept.add(steadiness.run(task, condition, found))

    judged = judge(plan, kept.left(tasks, condition), take)
    runs = kept.of(tasks)
    print("\n".join(steadiness.table(runs)))
    if judged.broken is not None:
        return faults.told(judged.broken)
    if judged.faults:
        print("\n".join(judged.faults), file=sys.stderr)
        return faults.FAULT
    return 1 if judged.interrupted or steadiness.complaints(runs) else 0


def _lied_to(plan: Plan, bad: list[str]) -> int:
    """The exit code of a run in which workers lie, after what it found."""
    lying = Lying()
    judged = lying.run(plan)
    bad += lying.bad
    for complaint in bad:
        print(f"  {complaint}")
    print(f"\n{lying.count}")
    print(f"{len(plan.exercises)} exercises verified with workers that lie: {len(bad)} complaints")
    return faults.told(judged.broken) if judged.broken is not None else int(bool(bad))


class Verification:
    """Judges every variant of every exercise, and tells of each exercise once all is known."""

    def __init__(
        self,
        chosen: list[Exercise],
        repeat: int,
        bounds: bool = False,
        record: bool = False,
        fresh_inputs: bool = False,
        cards: bool = False,
    ) -> None:
        self._repeat = repeat
        self._fresh_inputs = fresh_inputs
        self.judged_runs: list[steadiness.Run] = []
        """What was judged of answers, in order, where it is judged more than once."""
        self._bounds = bounds
        self._record = record
        self._cards = cards
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
        """Judge them once by all tests; then again, by all tests with the same inputs.

        Or with fresh ones, and a decoy only by the tests that caught it.
        """
        if not self.sound:
            return
        first = [
            plan.task(exercise)._replace(answer=answer(path))
            for exercise in plan.exercises
            for path in variants(exercise)
        ]
        if self._judge(plan, first).interrupted or self._repeat == 1:
            return
        again = []
        for task in first:
            for found in self._runs.get(task.exercise, {}).get(path_of(task), []):
                if not self._fresh_inputs:
                    again += [task] * (self._repeat - 1)
                    continue
                caught = tuple(name for name, result in found.items() if _caught(result))
                only = caught if path_of(task) in task.exercise.decoys else ()
                seeds = range(task.seed + 1, task.seed + self._repeat)
                again += [task._replace(seed=seed, tests=only) for seed in seeds]
        if again:
            self._judge(plan, again)

    def _judge(self, plan: Plan, tasks: list[Task]) -> Judged:
        judged = judge(plan, tasks, self._take)
        self.broken = self.broken or judged.broken
        self.bad += [] if judged.broken else judged.faults
        return judged

    def _take(self, task: Task, found: list[TestResult]) -> None:
        exercise, path = task.exercise, path_of(task)
        if any(result.message == DIED for result in found):
            self.lost.append(exercise)
        if exercise in self.lost:
            return
        if self._repeat > 1 and path != exercise.stub:
            self.judged_runs.append(steadiness.run(task, "", found))
        runs = self._runs.setdefault(exercise, {each: [] for each in variants(exercise)})
        runs[path].append({result.name: result for result in found})
        if self._repeat > 1 and len(runs[path]) == self._repeat:
            took = f"{self._repeat} times in {_seconds(runs[path]):.0f} s"
            print(f"     {exercise.number}  {path.stem}  {took}", file=sys.stderr, flush=True)
        if any(len(each) < self._repeat for each in runs.values()):
            return
        if self._record:
            stubs.record({exercise.name: stub_of(exercise, runs[exercise.stub])})
            order.record({exercise.name: order_of(exercise, runs[exercise.reference])})
            of_decoys = {path.stem: runs[path][0] for path in exercise.decoys}
            made = typical.curves_of(runs[exercise.reference][0], of_decoys)
            curves.record({exercise.name: made})
            figures.record({exercise.name: figures_of(exercise, runs)})
        bad = list(_complaints(exercise, runs))
        state = "ok  " if not bad else "BAD "
        took = f"{sum(map(_seconds, runs.values())):.1f} s"
        line = f"{state} {exercise.number}  {exercise.name}  {len(exercise.decoys)} decoys  {took}"
        verdicts = table(exercise, runs) if self._repeat > 1 else []
        bounds = (*headroom.HEADING, *headroom.rows(exercise, runs)) if self._bounds else ()
        shown_cards = cards.rows(exercise, runs) if self._cards else ()
        print("\n".join([line, *verdicts, *bounds, *shown_cards]), flush=True)
        self._judged.add(exercise)
        self.bad += bad
        self.tally += tally(exercise, runs)

    def unjudged(self) -> list[str]:
        """Sound exercises that were not judged: pytest stopped, or found no test in the file."""
        left = [each for each in self.sound if each not in self._judged]
        return [
            f"{shown(each.tests)}: not judged; run pytest on this file to see why" for each in left
        ]


def _seconds(runs: Runs) -> float:
    return sum(result.seconds for result in _every(runs))


def path_of(task: Task) -> Path:
    """The file that a task judges."""
    return ROOT / task.answer.file


def variants(exercise: Exercise) -> list[Path]:
    """The stub, the reference, other correct solutions, and the decoys."""
    return [exercise.stub, *_good(exercise), *exercise.decoys]


def _good(exercise: Exercise) -> list[Path]:
    return [exercise.reference, *exercise.ways]


def tally(exercise: Exercise, runs: dict[Path, Runs]) -> Tally:
    """The count of an exercise's verdicts, the stub's left out."""
    good = [not all(map(_allowed, run.values())) for path in _good(exercise) for run in runs[path]]
    decoys = [not any(map(_caught, run.values())) for path in exercise.decoys for run in runs[path]]
    outcomes = [result.outcome for path in variants(exercise)[1:] for result in _every(runs[path])]
    unsure = outcomes.count(Outcome.UNSURE)
    return Tally(len(good), sum(good), len(decoys), sum(decoys), len(outcomes), unsure)


def _complaints(exercise: Exercise, runs: dict[Path, Runs]) -> Iterator[str]:
    kept, found = mistakes.mistakes().get(exercise.name), checks.failures_of_decoys([exercise])
    if kept != found[exercise.name]:
        yield f"{exercise.name}: the graders keep other failures of its decoys: verify --record"
    if sorted(order.orders().get(exercise.name, ())) != sorted(runs[exercise.reference][0]):
        yield f"{exercise.name}: the graders keep an order of other tests: verify --record"
    recorded = figures.figures().get(exercise.name)
    if recorded and _digests(recorded) != _digests(figures_of(exercise, runs)):
        yield f"{exercise.name}: the graders keep the numbers of other answers: verify --record"
    yield from _stub_complaints(exercise, runs[exercise.stub])
    for path in variants(exercise)[1:]:
        if path in exercise.decoys:
            yield from _decoy_complaints(path, runs[path])
        else:
            yield from _reference_complaints(path, runs[path])
    yield from _unproven(exercise, runs)
    yield from _unstated(exercise, runs[exercise.reference])


def _digests(known: figures.Figures) -> dict[str, str]:
    return {name: way.digest for name, way in known.ways.items()}


def stub_of(exercise: Exercise, runs: Runs) -> stubs.Stub:
    """What is to be kept of a stub: its text, and the tests that pass on it."""
    outcomes = ((result.name, result.outcome) for result in runs[0].values())
    passed = sorted(name for name, outcome in outcomes if outcome is Outcome.PASSED)
    return stubs.Stub(exercise.stub.read_text(encoding="utf-8"), passed)


def order_of(exercise: Exercise, runs: Runs) -> list[str]:
    """The order in which its tests are judged: by what each costs the reference, and finds."""
    seconds = {name: result.seconds for name, result in runs[0].items()}
    return order.soonest(seconds, checks.failures_of_decoys([exercise])[exercise.name])


def figures_of(exercise: Exercise, runs: dict[Path, Runs]) -> figures.Figures:
    """What is to be kept of the numbers of all answers, for ``solution``."""
    tests = exercise.tests.read_bytes()
    found = {path: list(runs[path][0].values()) for path in variants(exercise)[1:]}
    bounds = figures.bounds_of(found[exercise.reference])
    ways = {
        path.stem: figures.Way(
            figures.digest(path.read_bytes(), tests), figures.values_of(bounds, results)
        )
        for path, results in found.items()
    }
    return figures.Figures(bounds, ways)


def _every(runs: Runs) -> Iterator[TestResult]:
    for run in runs:
        yield from run.values()


def _stub_complaints(exercise: Exercise, runs: Runs) -> Iterator[str]:
    """A stub is to do; or it is faulty code, which runs, and misses a bound."""
    stub, found = shown(exercise.stub), list(_every(runs))
    kept, made = stubs.stubs().get(exercise.name), stub_of(exercise, runs)
    if kept is None or (kept.text, kept.passes) != (made.text, made.passes):
        yield f"{stub}: the graders keep another one, or other tests pass on it: verify --record"
    if not checks.is_faulty_code(exercise.stub):
        done = {result.name for result in found if result.outcome is not Outcome.TODO}
        for name in sorted(done):
            yield f"{stub}: {name} is not to do on the stub; raise NotImplementedError"
        return
    caught = filter(_caught, found)
    if not any(result.outcome is Outcome.OVER or result.measures for result in caught):
        yield f"{stub}: the faulty code that is given breaks no bound; or raise NotImplementedError"
    for result in found:
        if result.outcome in (Outcome.TODO, Outcome.REFUSED, Outcome.FAULT):
            yield f"{stub}: {result.name} is {result.outcome}: {result.message}"


def _reference_complaints(path: Path, runs: Runs) -> Iterator[str]:
    for result in _every(runs):
        if not _allowed(result):
            yield f"{shown(path)}: {result.name} is {result.outcome}: {result.message}"
        for measure in result.measures:
            if not measure.exact and measure.margin < MARGIN:
                kept = f"{result.name} keeps {_said(measure)} by less than {MARGIN:g}x"
                yield f"{shown(path)}: {kept}; give the bound more room"
        for measure in result.weighed:
            if measure.margin < MARGIN:
                kept = f"{result.name} has {_said(measure)} by less than {MARGIN:g}x"
                yield f"{shown(path)}: {kept}; give the ceiling more room"


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
            what = f"{result.name}, which is {result.outcome}: {result.message}"
            yield f"{shown(path)}: {verb} {what}"
        broken = result.measures[-1] if result.outcome is Outcome.OVER and result.measures else None
        if broken and not broken.exact and broken.margin > 1 / MARGIN:
            missed = f"{result.name} misses {_said(broken)} by less than {MARGIN:g}x"
            yield f"{shown(path)}: {missed}; size the work up"
        if broken and broken.what.startswith(TRACED):
            for measure in result.weighed:
                if measure.margin > 1 / MARGIN:
                    hidden = f"{result.name} misses {_said(measure)} by less than {MARGIN:g}x"
                    yield f"{shown(path)}: {hidden}; it can be hidden: size the work up"


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
    bounds = {
        (result.name, amount(measure.bound, measure.unit), measure.what)
        for result in _every(runs)
        for measure in result.measures
        if measure.bound > 1
    }
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
        kind = "stub" if path == exercise.stub else "decoy" if path in exercise.decoys else "good"
        lines.append(f"     {kind:<6} {path.stem}")
        for name in repeated[0]:
            counts = Counter(run[name].outcome for run in repeated if name in run)
            told = "  ".join(f"{outcome} {number}" for outcome, number in sorted(counts.items()))
            lines.append(f"            {name:<58} {told}")
    return lines
