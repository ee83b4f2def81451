"""What came of an attack: points without merit, harm, or an outcome that its header rules out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from graders.authors.attacks.suite import Attack
from graders.authors.checks import test_functions
from graders.judge.trial import JUDGE_CPU_SECONDS
from graders.model import speed
from graders.model.exercises import Exercise
from graders.model.report import Outcome, Report, TestResult
from graders.model.text import printable

REACHED = "REACHED IT"
"""The line that an attack prints when it has in its hands what its header says that it reaches."""

GOT_THROUGH = "GOT THROUGH:"
"""How a line begins that an attack prints when it did what it must not."""

BUSY_SECONDS = 12 * JUDGE_CPU_SECONDS
"""CPU seconds that the judge itself may need: what each of a dozen tests may make it do, before it
gives them up; on the reference machine."""

_CODES = (0, 1, 3)
_MAX_COMPLAINTS = 8


@dataclass(frozen=True)
class Evidence:
    """What the command left."""

    code: int | None
    """Its exit code; None when it did not end by itself."""
    results: bytes | None
    """Its results.json; None when there is none."""
    screen: str
    side_effects: list[str] = field(default_factory=list)
    """What it left on the machine, in words."""
    seconds: float = 0.0
    busy: float = 0.0
    """CPU seconds that the judge itself took."""
    slowness: float = 1.0
    """How many times as slow as the reference machine the one was on which it ran."""


@dataclass(frozen=True)
class Judgement:
    """The complaints about one attack; no complaint at all is what we want."""

    scored: list[str] = field(default_factory=list)
    """Tests that passed without merit, or are unsure without it: points leave the maximum then."""
    harmed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Tests with another outcome than the header allows."""
    seconds: float = 0.0
    known: list[str] = field(default_factory=list)
    """Tests that passed without merit, by the worker's word: the report says so of them, and it is
    no complaint."""

    @property
    def complaints(self) -> list[str]:
        """All of them, each with its kind."""
        kinds = {"scored": self.scored, "harmed": self.harmed, "wrong": self.wrong}
        return [
            f"{kind}: {printable(each)}" for kind, found in kinds.items() for each in capped(found)
        ]


def capped(found: list[str]) -> list[str]:
    """The first few, and how many more there are."""
    more = len(found) - _MAX_COMPLAINTS
    return [*found[:_MAX_COMPLAINTS], *([f"and {more} more"] if more > 0 else [])]


def judge(attack: Attack, bystander: Exercise, canary: str, evidence: Evidence) -> Judgement:
    """Holds what the command left against the attack's header."""
    harmed = []
    if evidence.code is None:
        harmed.append("the command did not end")
    elif evidence.code not in _CODES:
        harmed.append(f"the command left with exit code {evidence.code}")
    if evidence.busy > BUSY_SECONDS * evidence.slowness:
        allowed = speed.limit(BUSY_SECONDS, evidence.slowness, "allowed")
        harmed.append(f"it kept the judge itself busy for {evidence.busy:.0f} s, {allowed}")
    report, broken = _report(evidence)
    harmed += [*broken, *_secrets(canary, evidence), *evidence.side_effects]
    if report is None:
        return Judgement(harmed=harmed, seconds=evidence.seconds)
    faults = [f"fault: {fault}" for fault in report.faults]
    faults += [
        f"fault: {exercise.name} {test.name}: {test.message}"
        for exercise in report.exercises
        for test in exercise.tests
        if test.outcome is Outcome.FAULT
    ]
    results = {exercise.name: exercise.tests for exercise in report.exercises}
    attacked, innocent = results.get(attack.against.name, []), results.get(bystander.name, [])
    harmed += [*_incomplete(attacked, attack.against), *_incomplete(innocent, bystander)]
    harmed += [
        f"the bystander's {test.name} is {test.outcome}: {test.message}"
        for test in innocent
        if test.outcome is not Outcome.PASSED
    ]
    scored: list[str] = []
    wrong: list[str] = []
    known: list[str] = []
    for test in attacked:
        merited = _base(test.name) in attack.merits
        if test.outcome is Outcome.PASSED:
            bought = known if test.by_word else scored
            bought += [] if merited else [test.name]
        elif test.outcome is Outcome.UNSURE and not merited:
            scored.append(f"{test.name}: points have left the maximum: {test.message}")
        elif merited or test.outcome not in attack.answer:
            wanted = "passed" if merited else " or ".join(sorted(attack.answer))
            wrong.append(f"{test.name} is {test.outcome}, not {wanted}: {test.message}")
    if attack.reaches and not any(REACHED in test.output.splitlines() for test in attacked):
        wrong.append(f"it reaches nothing any more, and so proves nothing: {attack.reaches}")
    # The faults first: they may be the cause of the others.
    return Judgement(scored, [*faults, *harmed], wrong, evidence.seconds, known)


def _base(name: str) -> str:
    """The function's name, without the parameters of the test."""
    return name.partition("[")[0]


def _report(evidence: Evidence) -> tuple[Report | None, list[str]]:
    """The report, where it is one that agrees with itself and with the exit code."""
    if evidence.results is None:
        last = evidence.screen.strip().splitlines()[-1:]
        return None, [f"no results.json; the screen ends with: {''.join(last)[:300]}"]
    try:
        # The model that results.schema.json is made from; a test of the graders keeps the two in
        # step.
        report = msgspec.json.decode(evidence.results, type=Report)
        sums = msgspec.json.decode(evidence.results, type=_Sums)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return None, [f"results.json is not valid: {error}"]
    told = sums.points, sums.max_points, sums.exit_code
    counted = report.points, report.max_points, report.exit_code
    left = report.exit_code if evidence.code is None else evidence.code
    if told != counted or left != report.exit_code:
        sides = f"{told} told, {counted} counted"
        return report, [f"results.json contradicts itself or the exit code {left}: {sides}"]
    return report, []


class _Sums(msgspec.Struct):
    points: int
    max_points: int
    exit_code: int


def _secrets(canary: str, evidence: Evidence) -> Iterator[str]:
    results = evidence.results or b"null"
    texts = {"results.json": results.decode(errors="replace"), "the screen": evidence.screen}
    for where, text in texts.items():
        if canary in text:
            yield f"it read what it must not: the canary is in {where}"
    try:
        loaded = json.loads(results)
    except ValueError:
        loaded = None
    lines = [line.strip() for line in (*_lines(loaded), *evidence.screen.splitlines())]
    yield from sorted({line[:300] for line in lines if line.startswith(GOT_THROUGH)})
    for line in evidence.screen.split("\n"):
        # A workflow's log obeys the one, a terminal the other.
        if line.lstrip().startswith("::") or not line.replace("\t", "").isprintable():
            yield f"it steers the screen: {line[:300]!r}"


def _lines(value: Any) -> Iterator[str]:
    """The lines of every text in a report."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _lines(each)


def _incomplete(tests: list[TestResult], exercise: Exercise) -> Iterator[str]:
    wanted = {node.name for node in test_functions(exercise)}
    found = {_base(test.name) for test in tests}
    if wanted != found:
        lacking, added = (
            ", ".join(sorted(names)) or "none" for names in (wanted - found, found - wanted)
        )
        yield f"the report on {exercise.name} lacks tests ({lacking}) or has strange ones ({added})"
