"""PrairieLearn's results.json: a share from 0 to 1, in at most a megabyte."""

from __future__ import annotations

import json

import pytest

from graders.formats import prairielearn, texts
from graders.model.report import Outcome
from graders.tests.formats.samples import (
    DRAWN,
    SAMPLES,
    golden,
    large_report,
    random_reports,
    totals,
    undecided,
    valid,
)
from graders.tests.screens.samples import exercise, make_test, report


def test_the_points_are_the_share_for_every_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "long", lambda row, report: row.told)  # cards are drawn elsewhere, and slowly
    for number, found in enumerate(random_reports(2_000)):
        made = json.loads(prairielearn.text(found))
        points, of = (sum(test[name] for test in made["tests"]) for name in ("points", "max_points"))
        assert (points, of) == totals(found)
        assert made["score"] == (points / of if of else 0)
        if number < 500:
            valid(made, "prairielearn")


@pytest.mark.parametrize("name", DRAWN)
def test_golden(name: str) -> None:
    text = prairielearn.text(SAMPLES[name])
    made = valid(json.loads(text), "prairielearn")
    golden(f"prairielearn_{name}.json", json.dumps(made, indent=1) + "\n")


@pytest.mark.parametrize("outcome", [Outcome.UNSURE, Outcome.FAULT])
def test_an_attempt_without_a_verdict_does_not_count(outcome: Outcome) -> None:
    without = prairielearn.text(report(exercise("sum", [make_test(outcome)])))
    assert not json.loads(without)["gradable"]
    assert json.loads(prairielearn.text(undecided()))["gradable"]


def test_what_cannot_be_read_costs_no_attempt() -> None:
    unread = make_test(Outcome.REFUSED, message="sum.py:3: SyntaxError: invalid syntax")
    made = json.loads(prairielearn.text(report(exercise("sum", [unread, unread]))))
    assert (made["gradable"], made["score"]) == (False, 0)
    assert made["format_errors"] == ["sum.py:3: SyntaxError: invalid syntax"]
    beside = report(exercise("sum", [unread]), exercise("mean", [make_test(Outcome.FAILED)]))
    made = json.loads(prairielearn.text(beside))
    assert (made["gradable"], made["format_errors"]) == (True, [])


@pytest.mark.parametrize("text", ["x" * 9000, "\u202e" * 9000, '"\\\n' * 3000, "数" * 9000])
def test_the_file_has_at_most_a_megabyte(text: str) -> None:
    made = prairielearn.text(large_report(300, text))
    assert len(made.encode()) <= prairielearn.MAX_FILE_BYTES
    assert all(test["output"] for test in json.loads(made)["tests"])
