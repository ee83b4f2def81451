"""A class as CSV, in which nothing is a formula."""

from __future__ import annotations

import random

import pytest

from graders.formats import gradebook
from graders.formats.gradebook import Entry
from graders.tests.end_to_end.test_hostile_text import hostile, steers
from graders.tests.formats import readers
from graders.tests.formats.samples import (
    SAMPLES,
    cut_short,
    golden,
    handed_in,
    random_reports,
    totals,
    valid,
)
from graders.tests.screens.samples import exercise

CLASS = [
    Entry("alice", handed_in(), "2026-11-05T10:00:00Z", "submit/1", late=True),
    Entry("bob", cut_short()),
    Entry("=cmd|'/c calc'!A1", None),
    Entry("alice", SAMPLES["done"]),
]


def test_golden() -> None:
    text = gradebook.text(CLASS, [exercise("another", [], "05.01")])
    valid(readers.gradebook(text), "gradebook")
    golden("gradebook.csv", text)


def test_the_columns_of_the_exercises_sum_to_the_score() -> None:
    for found in random_reports(2_000):
        (row,) = valid(readers.gradebook(gradebook.text([Entry("x", found)])), "gradebook")
        points = [int(row[name] or 0) for name in row if name not in gradebook.COLUMNS]
        assert (int(row["score"]), int(row["max_score"])) == totals(found)
        assert sum(points) == int(row["score"])
        assert len(points) == len(found.exercises)


def test_what_was_not_graded_is_empty_and_no_zero() -> None:
    row = readers.gradebook(gradebook.text(CLASS))[1]
    assert (row["02.01 running_total"], row["02.02 sliding_window"], row["04.01 count_primes"]) == ("10", "", "")


def test_two_learners_of_one_name_have_a_row_each() -> None:
    found = readers.gradebook(gradebook.text(CLASS))
    assert [row["username"] for row in found] == ["alice", "bob", "'=cmd|'/c calc'!A1", "alice"]
    assert [row["score"] for row in found] == ["21", "10", "", "10"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_formula_is_no_formula(text: str) -> None:
    assert gradebook.safe(text) == f"'{text}"


def test_hostile_names_keep_the_columns() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        entries = [Entry(hostile(chance), None, hostile(chance), hostile(chance)) for _ in range(5)]
        text = gradebook.text(entries)
        found = readers.gradebook(text)
        assert len(found) == text.count("\n") - 1 == 5
        assert all(tuple(row) == gradebook.COLUMNS for row in found)
        assert not any(
            cell.startswith(("=", "+", "-", "@", "\t", "\r")) or steers(cell) for row in found for cell in row.values()
        )


def test_points_given_by_hand_stand_in_place_of_the_tests() -> None:
    found = SAMPLES["done"]
    plain, given = readers.gradebook(
        gradebook.text([Entry("bob", found), Entry("ada", found, by_hand={found.exercises[0].name: 1})])
    )
    column = f"{found.exercises[0].number} {found.exercises[0].name}"
    lost = int(plain[column]) - 1
    assert (plain["by_hand"], given["by_hand"], given[column]) == ("", found.exercises[0].name, "1")
    assert int(given["score"]) == int(plain["score"]) - lost
    assert int(given["max_score"]) == int(plain["max_score"]) - found.exercises[0].max_points + 10
    assert "by_hand" not in gradebook.text([Entry("bob", found)])
