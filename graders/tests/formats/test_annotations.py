"""Annotations stand on the learner's own lines, and each is one command and no other."""

from __future__ import annotations

import random
import re

import pytest

from graders.formats.annotations import commands
from graders.model.report import BROKEN, Frame, Outcome, TestResult
from graders.tests.end_to_end.test_hostile_text import steers
from graders.tests.formats import readers
from graders.tests.formats.samples import DRAWN, SAMPLES, golden, handed_in, hostile_report
from graders.tests.screens.samples import WINDOW_FILE, exercise, make_test, report


def at(line: int, message: str = "", outcome: Outcome = Outcome.FAILED) -> TestResult:
    return make_test(outcome, message=message, frames=[Frame(WINDOW_FILE, line, "f")] if line else [])


@pytest.mark.parametrize("name", DRAWN)
def test_golden(name: str) -> None:
    golden(f"annotations_{name}.txt", "".join(f"{line}\n" for line in commands(SAMPLES[name])))


def test_an_annotation_stands_on_the_learners_line() -> None:
    read = [readers.command(line) for line in commands(handed_in())]
    assert [(name, said["file"], said.get("line")) for name, said, _ in read][:2] == [
        ("error", WINDOW_FILE, "14"),
        ("error", WINDOW_FILE, "9"),
    ]
    assert read[1][1]["title"] == "02.02 sliding_window: Hands over each window [size-3]"
    assert read[1][2].split("\n") == [
        "got [3, 4, 4] | 100% wrong, see http://example.org",
        "Stuck? nox -s hint -- sliding_window",
    ]


def test_there_are_at_most_ten_and_known_lines_come_first() -> None:
    found = report(exercise("sliding_window", [at(0), *(at(line) for line in range(1, 15))]))
    lines = [readers.command(line)[1].get("line") for line in commands(found)]
    assert lines == [str(line) for line in range(1, 11)]
    few = report(exercise("sliding_window", [at(0), at(3)]))
    assert [readers.command(line)[1].get("line") for line in commands(few)] == ["3", None]


def test_a_line_is_annotated_once() -> None:
    found = report(exercise("sliding_window", [at(3, "first"), at(3, "second")]))
    assert [readers.command(line)[2].split("\n")[0] for line in commands(found)] == ["first"]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_is_to_be_mended_is_annotated(outcome: Outcome) -> None:
    assert len(commands(report(exercise("sliding_window", [at(3, outcome=outcome)])))) == (outcome in BROKEN)


@pytest.mark.parametrize("seed", range(100))
def test_hostile_text_makes_no_other_command(seed: int) -> None:
    for line in commands(hostile_report(random.Random(seed))):
        assert not re.search(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", line)
        name, said, message = readers.command(line)
        assert name == "error"
        assert set(said) in ({"file", "line", "title"}, {"file", "title"})
        assert re.fullmatch(r"[1-9]\d*", said.get("line", "1"))
        assert not any(map(steers, (message, *said.values())))
