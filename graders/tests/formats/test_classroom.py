"""Both totals of Classroom's reporter agree, whatever the outcomes; its traps are avoided."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from graders.formats import classroom, rows
from graders.model.report import Outcome, Report
from graders.tests.formats.readers import check_run_max, check_run_total, console_total, job_state
from graders.tests.formats.samples import (
    DRAWN,
    SAMPLES,
    TOPICS,
    cut_short,
    golden,
    large_report,
    overall,
    random_reports,
    totals,
    undecided,
    valid,
)
from graders.tests.screens.samples import exercise, make_test, report

VARIABLE = 128 << 10
"""Bytes that Linux takes in one environment variable."""


def decoded(found: Report, topics: tuple[str, ...] = TOPICS) -> dict[str, Any]:
    return {each: json.loads(base64.b64decode(text)) for each, text in classroom.outputs(found, topics).items()}


def test_both_totals_of_the_reporter_are_the_score_for_every_outcome() -> None:
    for number, found in enumerate(random_reports()):
        runners = decoded(found)
        points, of = totals(found)
        assert console_total(runners) == check_run_total(runners) == points
        assert check_run_max(runners) == of
        assert job_state(runners) == overall(found)
        assert all(result["tests"] for result in runners.values())
        assert len(runners) == len(TOPICS)
        if number < 500:
            valid(runners, "classroom")


def test_the_status_of_a_runner_is_that_of_its_worst_test_or_of_what_kept_tests_away() -> None:
    for found in random_reports(2_000):
        away = {row.status.value for row in rows.rows(found) if not row.max_score}
        for result in decoded(found).values():
            states = {test["status"] for test in result["tests"]}
            worst = next((state for state in ("error", "fail") if state in states), "pass")
            assert result["status"] in {worst, *away - {"pass"}}


def test_scores_are_whole_numbers_and_all_tests_are_worth_the_same() -> None:
    for found in random_reports(2_000):
        for result in decoded(found).values():
            assert type(result["max_score"]) is int
            assert all(type(test["score"]) is int for test in result["tests"])
            assert result["max_score"] in (0, len(result["tests"]))


def test_what_is_unsure_costs_no_point_and_gives_none() -> None:
    runners = decoded(undecided())
    assert (check_run_total(runners), check_run_max(runners), job_state(runners)) == (10, 10, "pass")
    assert runners["threadsandprocesses"]["tests"][0]["name"].startswith("nothing gave a verdict")


@pytest.mark.parametrize("name", DRAWN)
def test_golden(name: str) -> None:
    made = valid(decoded(SAMPLES[name]), "classroom")
    golden(f"classroom_{name}.json", json.dumps(made, indent=1) + "\n")


def test_a_topic_that_the_report_does_not_know_has_a_runner() -> None:
    runners = decoded(SAMPLES["done"])
    assert list(runners) == ["iteratorsandgenerators", "memorymanagement", "threadsandprocesses"]
    assert (runners["memorymanagement"]["status"], runners["memorymanagement"]["max_score"]) == ("pass", 0)


def test_where_something_was_lost_an_empty_runner_is_an_error() -> None:
    runners = decoded(cut_short())
    assert {result["status"] for result in runners.values()} == {"error"}
    assert runners["memorymanagement"]["max_score"] == 0


def test_a_report_without_any_topic_has_a_runner_too() -> None:
    assert list(decoded(report(), ())) == ["katas"]


def test_topics_of_one_id_share_a_runner() -> None:
    found = report(
        exercise("a", [make_test(Outcome.PASSED)], "02.01", "one two"),
        exercise("b", [make_test(Outcome.FAILED)], "03.01", "one, two"),
    )
    assert list(decoded(found, ())) == ["onetwo"]
    assert check_run_max(decoded(found, ())) == 20


@pytest.mark.parametrize(
    ("topic", "runner"),
    [("threads & processes", "threadsprocesses"), ("3d", "katas3d"), ("数", "katas"), ("Memory", "memory")],
)
def test_an_id_is_letters_and_digits(topic: str, runner: str) -> None:
    assert classroom.runner(topic) == runner


@pytest.mark.parametrize("text", ["x" * 9000, "\u202e" * 9000, '"\\\n' * 3000, "数" * 9000])
def test_a_result_fits_into_an_environment_variable(text: str) -> None:
    found = large_report(300, text)
    outputs = classroom.outputs(found, TOPICS)
    assert all(len(f"{each.upper()}_RESULTS={text}") < VARIABLE for each, text in outputs.items())
    runners = decoded(found)
    assert check_run_max(runners) == 10
    assert all(test["test_code"] for test in runners["iteratorsandgenerators"]["tests"])


def test_all_results_fit_into_the_environment() -> None:
    found = report(*(large_report(60, "x" * 2000).exercises[0] for _ in range(30)))
    for number, each in enumerate(found.exercises):
        each.topic = f"topic {number}"
    outputs = classroom.outputs(found)
    assert len(outputs) == 30
    assert sum(map(len, outputs.values())) <= classroom.MAX_ALL_BYTES
