"""Classroom 50's result.json: whole numbers, sums that agree, and nothing that the runner would reject."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graders.formats import classroom50
from graders.formats.classroom50 import Incomplete
from graders.tests.formats.samples import (
    DRAWN,
    ENVIRON,
    SAMPLES,
    golden,
    overall,
    random_reports,
    totals,
    undecided,
    valid,
)
from graders.verdicts import Report


def written(found: Report) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(classroom50.text(found, ENVIRON))
    return made


def test_the_sum_of_the_rows_is_the_score_for_every_outcome() -> None:
    for number, found in enumerate(random_reports()):
        made = written(found)
        tests = made["tests"]
        assert tests
        numbers = [each[name] for each in (made, *tests) for name in ("score", "max-score")]
        assert {type(number) for number in numbers} == {int}
        assert sum(test["score"] for test in tests) == made["score"]
        assert sum(test["max-score"] for test in tests) == made["max-score"]
        assert (made["score"], made["max-score"]) == totals(found)
        assert all(0 <= each["score"] <= each["max-score"] for each in (made, *tests))
        assert all(test["passed"] for test in tests) == (overall(found) == "pass")
        if number < 500:
            valid(made, "classroom50")


def test_what_is_unsure_does_not_make_the_run_red() -> None:
    made = written(undecided())
    assert (made["score"], made["max-score"]) == (1, 1)
    assert [test["passed"] for test in made["tests"]] == [True] * 3


@pytest.mark.parametrize("name", DRAWN)
def test_golden(name: str) -> None:
    text = classroom50.text(SAMPLES[name], ENVIRON)
    valid(json.loads(text), "classroom50")
    golden(f"classroom50_{name}.json", text)


def test_without_a_review_the_commit_is_shown() -> None:
    made = classroom50.result(SAMPLES["done"], ENVIRON | {"REVIEW_URL": ""})
    assert made.review == ENVIRON["COMMIT_URL"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"CLASSROOM": "", "RELEASE_URL": ""}, "did not say: classroom, release"),
        ({"COMMIT_URL": ""}, "did not say: commit"),
        ({"SUBMISSION_TAG": "v1"}, "SUBMISSION_TAG is 'v1', and must begin with 'submit/'"),
    ],
)
def test_an_environment_that_is_not_the_runners_is_told(change: dict[str, str], words: str) -> None:
    with pytest.raises(Incomplete, match=words):
        classroom50.text(SAMPLES["done"], ENVIRON | change)
