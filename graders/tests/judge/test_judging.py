"""Which tests hold a bound is known before they run."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import Any

import pytest

import graders
from graders.judge.judging import BOUNDS, names_used
from graders.judge.plan import Plan
from graders.judge.session import Planned, run_pytest
from graders.model.exercises import ROOT, find_exercises

HOLDERS = ("hold(", "at_most(", "raise Over(")
"""What a module does in which a word holds a bound."""


def test_every_word_that_holds_a_bound_is_known() -> None:
    found = set()
    for word, module in graders._HOMES.items():
        source = inspect.getsource(importlib.import_module(f"graders.{module}"))
        if any(each in source for each in HOLDERS):
            found.add(word)
    assert found - BOUNDS == NO_BOUND.keys()


NO_BOUND = {
    "ends_above": "the end of a test whose bound another word holds",
    "nodes": "a count that others hold",
    "syntax": "the tree itself",
}
"""Words of such modules that hold nothing themselves."""


def held() -> None:
    graders.at_most(1, 2, "things")


class Watch:
    def look(self) -> None:
        held()


def test_the_names_of_helpers_classes_and_inner_functions_are_seen() -> None:
    def direct() -> None:
        graders.at_most(1, 2, "things")

    def by_a_helper() -> None:
        held()

    def by_a_class() -> None:
        Watch().look()

    def by_an_inner_one() -> None:
        def inner() -> None:
            held()

        inner()

    def nothing() -> None:
        assert sorted([2, 1]) == [1, 2]

    for test in (direct, by_a_helper, by_a_class, by_an_inner_one):
        assert "at_most" in names_used(test), test.__name__
    assert BOUNDS.isdisjoint(names_used(nothing))


class Collected:
    """A pytest plugin that takes the tests and runs none."""

    def __init__(self) -> None:
        self.items: list[Any] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.items = list(items)
        items.clear()


def test_every_exercise_has_tests_of_behaviour_and_of_bounds() -> None:
    collected = Collected()
    files = [str(each.tests) for each in find_exercises()]
    run_pytest(ROOT, ["-p", "no:terminal", *files], Planned(Plan(ROOT, tuple(find_exercises()), 1)), collected)
    kinds: dict[Path, set[bool]] = {}
    for item in collected.items:
        kinds.setdefault(item.path, set()).add(BOUNDS.isdisjoint(names_used(item.function)))
    assert len(kinds) == len(files)
    assert [path.name for path, its in kinds.items() if its != {True, False}] == []
