"""The page docs/mutants.md agrees with the tree, in what can be told without grading."""

from __future__ import annotations

import re

import pytest

from graders.authors.mutation import records, table
from graders.authors.mutation.operators import OPERATORS
from graders.authors.mutation.table import Counts
from graders.model.exercises import ROOT, Exercise, find_exercises

PAGE = (ROOT / table.PAGE).read_text(encoding="utf-8")


def test_it_names_every_exercise_in_the_order_of_the_tree() -> None:
    _, _, rows = PAGE.partition(table.COUNTS)
    names = re.findall(r"^\| (\w.*?) \|", rows, re.MULTILINE)
    assert names == [*map(table.named, find_exercises()), table.ALL]


GRADED = [each for each in find_exercises() if table.named(each) in table.read(PAGE)]


@pytest.mark.parametrize("exercise", GRADED, ids=lambda each: each.name)
def test_it_counts_what_is_recorded(exercise: Exercise) -> None:
    counts = table.read(PAGE)[table.named(exercise)]
    assert counts.recorded == len(records.read(exercise)), f"nox -s mutate -- {exercise.number} --table"
    assert counts.mutants == counts.killed + counts.recorded + counts.alive


def test_it_sums_up() -> None:
    *rows, total = table.read(PAGE).values()
    assert total == sum(rows, Counts())


def test_it_says_what_every_operator_does() -> None:
    assert table.updated(PAGE, {}, find_exercises()) == PAGE


def test_an_operator_s_edit_is_one_sentence() -> None:
    assert all(re.fullmatch(r"[A-Z`].{10,110}", table.does(operator)) for operator in OPERATORS)
