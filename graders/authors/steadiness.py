"""Whether the same bytes have the same outcome: what was judged more than once, compared.

Runs are kept in a file where somebody asks for it, so that those of an idle machine are compared
with those beside hogs and under a quota, and a verification that was cut short goes on.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from graders.judge.plan import Task
from graders.model.errors import Usage
from graders.model.report import Outcome, TestResult

MAX_UNSURE = 0.005
"""Of all results, the part that a busy machine may leave unsure."""

BEGIN = b'{"exercise":'
"""How the line of a run begins."""


class Run(msgspec.Struct, frozen=True):
    """One answer judged once."""

    exercise: str
    number: str
    answer: str
    """The file, as people know it."""
    digest: str
    """Of its bytes, and of the exercise's tests."""
    seed: int
    condition: str
    """What the machine was like: "plain", "beside 2 hogs"."""
    outcomes: dict[str, Outcome]
    messages: dict[str, str] = {}
    """Of those that did not pass."""

    @property
    def what(self) -> tuple[str, str, int]:
        """What was judged: runs of the same must have the same outcomes."""
        return self.answer, self.digest, self.seed


class Difference(msgspec.Struct, frozen=True):
    """A test whose outcome on the same answer was not always the same."""

    number: str
    answer: str
    test: str
    seen: dict[Outcome, Counter[str]]
    """How often, by outcome and condition; unsure among them."""

    def __str__(self) -> str:
        seen = {
            outcome: ", ".join(
                f"{count} {where}".strip() for where, count in sorted(counts.items())
            )
            for outcome, counts in sorted(self.seen.items())
        }
        told = "; ".join(f"{outcome} {counts}" for outcome, counts in seen.items())
        return f"{self.number}  {self.test}  {self.answer}: {told}"


def digest(task: Task) -> str:
    """Of what decides a result beside the seed and the graders."""
    made = hashlib.sha256(task.exercise.tests.read_bytes() + b"\0" + task.answer.data)
    return made.hexdigest()[:16]


def judged(task: Task) -> tuple[str, str, int]:
    """What a task judges, as ``Run.what`` has it."""
    return task.answer.file, digest(task), task.seed


def run(task: Task, condition: str, results: Iterable[TestResult]) -> Run:
    """What became of a task."""
    found = list(results)
    return Run(
        task.exercise.name,
        task.exercise.number,
        task.answer.file,
        digest(task),
        task.seed,
        condition,
        {each.name: each.outcome for each in found},
        {each.name: each.message for each in found if each.outcome is not Outcome.PASSED},
    )


def differences(runs: Iterable[Run]) -> list[Difference]:
    """The tests with more than one outcome on the same answer and seed; unsure is none of them."""
    by_what: dict[tuple[str, str, int], list[Run]] = {}
    for each in runs:
        by_what.setdefault(each.what, []).append(each)
    found = []
    for same in by_what.values():
        for test in dict.fromkeys(name for each in same for name in each.outcomes):
            seen: dict[Outcome, Counter[str]] = {}
            for each in same:
                if test in each.outcomes:
                    seen.setdefault(each.outcomes[test], Counter())[each.condition] += 1
            if len(seen.keys() - {Outcome.UNSURE}) > 1:
                found.append(Difference(same[0].number, same[0].answer, test, seen))
    return sorted(found, key=lambda each: (each.number, each.answer, each.test))


def unsure(runs: Sequence[Run]) -> tuple[int, int]:
    """How many results are unsure, of how many."""
    outcomes = [outcome for each in runs for outcome in each.outcomes.values()]
    return outcomes.count(Outcome.UNSURE), len(outcomes)


def table(runs: Sequence[Run]) -> list[str]:
    """What differs, a line each with what the failures said, and the two counts."""
    lines: list[str] = []
    for each in (found := differences(runs)):
        lines.append(f"  {each}")
        said = dict.fromkeys(
            message
            for one in runs
            if one.answer == each.answer and (message := one.messages.get(each.test, ""))
        )
        lines += [f"      {message}" for message in list(said)[:4]]
    count, whole = unsure(runs)
    rate = 100 * count / whole if whole else 0.0
    answers = len({each.what for each in runs})
    compared = f"{len(runs):,} runs of {answers:,} answers: {len(found)} differing outcomes"
    return [*lines, f"{compared}, {count:,} of {whole:,} results unsure ({rate:.2f}%)"]


def complaints(runs: Sequence[Run]) -> list[str]:
    """Every difference, and too many that are unsure."""
    count, whole = unsure(runs)
    bad = [f"{each}: the same answer has differing outcomes" for each in differences(runs)]
    if count > MAX_UNSURE * whole:
        bad.append(f"{count:,} of {whole:,} results are unsure: more than {MAX_UNSURE:.1%}")
    return bad


class Kept:
    """Runs in a file, a line of JSON each, added as they come; one that a kill cut off is dropped.

    Raises:
        Usage: the file cannot be read, or holds something else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.runs: list[Run] = []
        if not path.exists():
            return
        try:
            whole, end, cut = path.read_bytes().rpartition(b"\n")
            if cut and not cut.startswith(BEGIN):
                raise msgspec.DecodeError("its last line is none")
            self.runs = [msgspec.json.decode(line, type=Run) for line in whole.splitlines()]
            os.truncate(path, len(whole + end))
        except (OSError, msgspec.DecodeError) as error:
            raise Usage(f"{path} does not hold runs of verify: {error}") from None

    def add(self, made: Run) -> None:
        """Keep one more."""
        self.runs.append(made)
        with open(self._path, "ab") as file:
            file.write(msgspec.json.encode(made) + b"\n")

    def left(self, tasks: Sequence[Task], condition: str) -> list[Task]:
        """Those of these tasks that were not judged yet on such a machine."""
        done = Counter(each.what for each in self.runs if each.condition == condition)
        left = []
        for task in tasks:
            if done[judged(task)] > 0:
                done[judged(task)] -= 1
            else:
                left.append(task)
        return left

    def of(self, tasks: Sequence[Task]) -> list[Run]:
        """The runs of these, whatever the machine was like; not of other bytes."""
        wanted = set(map(judged, tasks))
        return [each for each in self.runs if each.what in wanted]


def condition(hogs: int, quota: int) -> str:
    """What the machine is like, in words."""
    told = [f"beside {hogs} hogs"] * bool(hogs) + [f"at {quota}% of a core"] * bool(quota)
    return " and ".join(told) or "plain"
