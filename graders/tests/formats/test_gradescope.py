"""Gradescope's results.json: a row a test, whose sum is the score."""

from __future__ import annotations

import json

import pytest

from graders.formats import gradescope, texts
from graders.tests.formats.samples import (
    DRAWN,
    SAMPLES,
    golden,
    large_report,
    random_reports,
    totals,
    valid,
)


def test_the_sum_of_the_rows_is_the_score_for_every_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "long", lambda row, report: row.told)  # cards are drawn elsewhere, and slowly
    for number, found in enumerate(random_reports()):
        made = json.loads(gradescope.text(found))
        tests = made["tests"]
        assert tests
        numbers = [made["score"], *(test[name] for test in tests for name in ("score", "max_score"))]
        assert {type(number) for number in numbers} == {int}
        assert (made["score"], sum(test["max_score"] for test in tests)) == totals(found)
        assert sum(test["score"] for test in tests) == made["score"]
        assert all(0 <= test["score"] <= test["max_score"] for test in tests)
        for test in tests:
            whole = test["score"] == test["max_score"]
            assert whole if test["status"] == "passed" else not (whole and test["max_score"])
        if number < 500:
            valid(made, "gradescope")


@pytest.mark.parametrize("name", DRAWN)
def test_golden(name: str) -> None:
    text = gradescope.text(SAMPLES[name])
    valid(json.loads(text), "gradescope")
    golden(f"gradescope_{name}.json", text)


def test_rows_may_be_kept_until_later() -> None:
    made = json.loads(gradescope.text(SAMPLES["done"], "after_due_date"))
    assert {test["visibility"] for test in made["tests"]} == {"after_due_date"}


def test_endless_outputs_are_cut() -> None:
    text = gradescope.text(large_report(300, '"\\\n' * 9000))
    assert len(text.encode()) < gradescope.MAX_OUTPUT_BYTES + (1 << 20)
