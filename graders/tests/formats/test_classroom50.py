"""Classroom 50's result.json: whole numbers, sums that agree, and nothing that the runner would reject.

And release-body.md: the reasons, in the size of a release, marked up by nobody else.
"""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from graders.formats import classroom50
from graders.formats.classroom50 import Incomplete
from graders.model.report import Outcome, Report
from graders.tests.end_to_end.test_hostile_text import steers
from graders.tests.formats.samples import (
    DRAWN,
    ENVIRON,
    SAMPLES,
    golden,
    hostile_report,
    large_report,
    overall,
    random_reports,
    totals,
    undecided,
    valid,
)
from graders.tests.formats.test_summary import OURS, tokens
from graders.tests.screens.samples import exercise, make_test, report


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
    assert (made["score"], made["max-score"]) == (10, 10)
    assert [test["passed"] for test in made["tests"]] == [True] * 4


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


def no_hint(_name: str) -> str:
    return ""


@pytest.mark.parametrize("name", DRAWN)
def test_golden_body(name: str) -> None:
    golden(f"classroom50_{name}.md", classroom50.body(SAMPLES[name], lambda exercise: f"Think of {exercise}."))


def test_the_body_shows_the_first_cards_each_with_its_hint() -> None:
    broken = [exercise(f"e{place}", [make_test(Outcome.FAILED)], f"02.0{place}") for place in range(1, 6)]
    body = classroom50.body(report(*broken), lambda name: f"Think of {name}.")
    heads = [line for line in body.splitlines() if line.startswith("### ")]
    assert heads == ["### Next: 02.01 e1", "### Then: 02.02 e2", "### Then: 02.03 e3"]
    assert body.count("<details>") == 3
    for name in ("e1", "e2", "e3"):
        assert f"\n\nThink of {name}.\n\n</details>" in body
        assert f"nox -s hint -- {name}" in body
    assert "<details>" not in classroom50.body(report(*broken), no_hint)


def test_what_is_to_do_or_refused_has_one_card() -> None:
    for outcome in (Outcome.TODO, Outcome.REFUSED):
        body = classroom50.body(report(*(exercise(f"e{place}", [make_test(outcome)]) for place in range(5))), no_hint)
        assert body.count("### ") == 1
    its = [exercise(f"e{place}", [make_test(Outcome.REFUSED)]) for place in range(3)]
    body = classroom50.body(report(*its, exercise("e9", [make_test(Outcome.OVER)])), lambda name: name)
    assert [line for line in body.splitlines() if line.startswith("### ")] == [
        "### Next: 02.02 e0",
        "### Then: 02.02 e9",
    ]
    assert body.count("<details>") == 1  # no hint helps with what cannot be read


def test_the_body_is_never_longer_than_a_release() -> None:
    many = [exercise(f"e{place}", [make_test(Outcome.FAILED, message="x|" * 900)]) for place in range(400)]
    found = report(*many)
    found.submission, found.ignored = "@" * 4000, ["@" * 4000] * 500
    for each in (found, large_report(300, "\u202e" * 90_000), large_report(300, "`" * 90_000)):
        body = classroom50.body(each, lambda _: "h" * 2_000)
        assert len(body.encode()) <= classroom50.MAX_BODY_BYTES
        assert "### Next" in body
    assert "All results are in result.json." in classroom50.body(found, no_hint)


@pytest.mark.parametrize("seed", range(60))
def test_hostile_text_marks_up_nothing_in_the_body(seed: int) -> None:
    body = classroom50.body(hostile_report(random.Random(seed)), no_hint)
    assert not steers(body)
    assert len(body.encode()) <= classroom50.MAX_BODY_BYTES
    seen = tokens(body)
    assert {token.content for token in seen if token.type in ("html_inline", "html_block")} <= set(OURS)
    assert not [token for token in seen if token.type in ("link_open", "image", "em_open", "s_open", "code_inline")]
    assert sum(token.type == "fence" for token in seen) == body.count("\n### ")
