"""Reports to draw in every format: written down, at random, and hostile; and the comparison with golden files."""

from __future__ import annotations

import functools
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec

from graders.formats import rows
from graders.judge.trial import safe
from graders.model.report import ExerciseResult, Frame, Held, Measure, Outcome, Reach, Report, TestResult
from graders.tests.end_to_end.test_hostile_text import hostile
from graders.tests.screens.samples import WINDOW_FILE, exercise, make_test, mixed, over_memory, report

HERE = Path(__file__).parent

TIMES = 10_000
"""Random reports of a property test."""

TOPICS = ("iterators and generators", "memory management", "threads and processes")

ENVIRON = {
    "CLASSROOM": "python-two",
    "ASSIGNMENT": "bounded-katas",
    "SUBMISSION_TAG": "submit/2026-11-05T10-00-00Z",
    "COMMIT_URL": "https://example.org/o/r/commit/1234567",
    "RELEASE_URL": "https://example.org/o/r/releases/tag/submit%2F1",
    "REVIEW_URL": "https://example.org/o/r/pull/1",
}
"""What Classroom 50's runner gives an autograder."""

_LEANINGS: list[list[Outcome]] = [
    list(Outcome),
    [Outcome.PASSED],
    [Outcome.UNSURE],
    [Outcome.PASSED, Outcome.UNSURE],
    [Outcome.PASSED, Outcome.FAILED, Outcome.OVER],
    [Outcome.TODO],
    [Outcome.REFUSED],
    [Outcome.PASSED, Outcome.FAULT],
]
"""Outcomes among which a random report chooses: all of them, and the corners."""


def handed_in() -> Report:
    """A submission in which every state appears, with lines of the learner's own."""
    found = mixed()
    window, feeds = found.exercises[1], found.exercises[2]
    window.tests.append(
        make_test(
            Outcome.FAILED,
            "test_hands_over_each_window[size-3]",
            requirement="Hands over each window.",
            message="got [3, 4, 4] | 100% wrong, see http://example.org",
            detail="expected  [3, 4, 5]\ngot       [3, 4, 4]",
            frames=[Frame(WINDOW_FILE, 9, "shrink", "return window"), Frame("helper.py", 3, "help", "")],
            seconds=0.25,
        )
    )
    window.tests[0].by_word = "the collector's lists are the interpreter's own"
    window.reaches = [Reach(WINDOW_FILE, 3, "gc.get_objects"), Reach(WINDOW_FILE, 9, "a|b *c* @d")]
    feeds.tests[:] = [make_test(Outcome.REFUSED, message=f"not in the submission: {feeds.file}", advice="Hand it in.")]
    found.source, found.submission = "submission", "inbox/alice_[1].zip"
    found.ignored, found.ignored_more = [".github/workflows/classroom.yml", "conftest.py"], 3
    return found


def cut_short() -> Report:
    """A grading that was interrupted after a fault."""
    return report(
        exercise("running_total", [make_test(Outcome.PASSED)], "02.01"),
        exercise("sliding_window", [], "02.02"),
        interrupted=True,
        faults=["exercises/04_x/test_x.py: ImportError: no module named x"],
    )


def nothing_ran() -> Report:
    """A report of an exercise without a test."""
    return report(exercise("running_total", [], "02.01"))


def done() -> Report:
    """A report of somebody who is through."""
    peak = Measure("peak memory", 614, 65536, unit="bytes", exact=False)
    return report(
        exercise(
            "running_total",
            [make_test(Outcome.PASSED), make_test(Outcome.PASSED, bound=True, measures=[peak])],
            "02.01",
        )
    )


def undecided() -> Report:
    """A report in which one topic gave no verdict at all."""
    sure = exercise("running_total", [make_test(Outcome.PASSED)], "02.01")
    return report(sure, exercise("count_primes", [make_test(Outcome.UNSURE)] * 2, "04.01", TOPICS[2]))


SAMPLES = {
    "handed_in": handed_in(),
    "cut_short": cut_short(),
    "nothing_ran": nothing_ran(),
    "done": done(),
    "undecided": undecided(),
    "empty": report(),
    "over": report(exercise("sliding_window", [over_memory()])),
}


DRAWN = ("handed_in", "cut_short", "undecided")
"""The samples that have golden files in every format."""


def random_reports(times: int = TIMES) -> Iterator[Report]:
    """Reports of random exercises, topics and outcomes, the same in every run."""
    chance = random.Random(20)
    for _ in range(times):
        yield random_report(chance)


def random_report(chance: random.Random) -> Report:
    """A report of up to five exercises; now and then interrupted, or with faults of its own."""
    leaning = chance.choice(_LEANINGS)
    places = sorted(chance.sample(range(30), chance.randrange(6)))
    return report(
        *(_random_exercise(chance, leaning, place) for place in places),
        interrupted=chance.random() < 0.1,
        faults=[f"fault {number}" for number in range(chance.choice([0] * 9 + [1, 2]))],
    )


def _random_exercise(chance: random.Random, leaning: list[Outcome], place: int) -> ExerciseResult:
    outcomes = chance.choices(leaning, k=chance.choice([0, 1, 1, 2, 3, 7]))
    tests = [
        make_test(outcome, f"test_{number}", bound=chance.random() < 0.4, given=chance.random() < 0.2)
        for number, outcome in enumerate(outcomes)
    ]
    made = exercise(f"exercise_{place}", tests, f"{2 + place // 10:02}.{place % 10:02}", TOPICS[place // 10])
    made.untouched = chance.random() < 0.1 and not {Outcome.PASSED, Outcome.UNSURE} >= {*outcomes}
    return made


def hostile_report(chance: random.Random) -> Report:
    """A report as if every text in it were the learner's choice."""
    its = [exercise(name, [hostile_test(chance) for _ in range(4)], "02.02", hostile(chance)) for name in ("a", "b")]
    for each in its:
        each.file = hostile(chance)
        each.reaches = [Reach(each.file, chance.choice([-1, 0, 7]), hostile(chance))]
        for test in each.tests:
            test.frames = [Frame(each.file, chance.choice([-1, 0, 7, 10**9]), hostile(chance), hostile(chance))]
    found = report(*its, faults=[hostile(chance)])
    found.submission, found.ignored = hostile(chance), [hostile(chance) for _ in range(4)]
    found.isolation = hostile(chance)
    return found


def hostile_test(chance: random.Random) -> TestResult:
    """A result of nothing but hostile text."""
    return make_test(
        chance.choice(list(Outcome)),
        hostile(chance),
        message=hostile(chance),
        detail=hostile(chance, 60),
        requirement=chance.choice(["", hostile(chance)]),
        advice=hostile(chance),
        measures=[Measure(hostile(chance), 5, 3)],
        held=[Held(hostile(chance), 3, hostile(chance), 70)],
        notes=[hostile(chance)],
        by_word=chance.choice(["", hostile(chance)]),
        output=hostile(chance, 60),
    )


def large_report(tests: int, text: str) -> Report:
    """A report of one exercise with many tests that say as much as a grading lets through."""
    said = safe(make_test(Outcome.FAILED, message=text, detail=text, advice=text[:500], output=text))
    made = [msgspec.structs.replace(said, name=f"test_{each}") for each in range(tests)]
    return report(exercise("sliding_window", made))


def totals(found: Report) -> tuple[int, int]:
    """The score and its maximum, as the report counts them."""
    return found.points, found.max_points


def overall(found: Report) -> str:
    """The status that goes with a report's exit code."""
    if not (found.exercises or found.faults or found.interrupted):
        return "error"
    return {0: "pass", 1: "fail", 3: "pass", 4: "error"}[found.exit_code]


def valid(data: Any, name: str) -> Any:
    """The data, which keep the schema of this name."""
    _validator(name).validate(data)
    return data


@functools.cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((HERE / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def golden(name: str, text: str) -> None:
    """Compares a text with golden/NAME; ``GRADERS_GOLDEN=write pytest ...`` writes the file instead."""
    file = HERE / "golden" / name
    if os.environ.get("GRADERS_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"if the new text is right: GRADERS_GOLDEN=write ({name})"


def found_totals(found: Report) -> tuple[int, int]:
    """The sums of the rows."""
    among = rows.rows(found)
    return rows.score(among), rows.max_score(among)
