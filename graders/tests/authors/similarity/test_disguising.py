from __future__ import annotations

import ast
import random

import pytest

from graders.authors.similarity.disguising import disguised, edited
from graders.model.exercises import Exercise, find_exercises
from graders.tests.repositories import REFERENCE, STUB

TEXT = '''"""A module."""

import functools
from dataclasses import dataclass

@dataclass
class Row:
    name: str

def first(rows, key):
    """Say which is first."""
    chosen = sorted(rows, key=key)
    return _second(chosen)[0]

def _second(items):
    count = 0
    def more():
        nonlocal count
        count += 1
    for each in items:
        more()
    return items[count - 1:]

class Kept:
    def __init__(self):
        self._rows = []
        self.open = True

    def add(self, row):
        self._rows.append(row)
'''


def test_it_is_the_same_program_under_other_names() -> None:
    made = disguised(TEXT, "def first(rows, key): ...")
    found = ast.unparse(ast.parse(made))
    for gone in ("chosen", "items", "count", "_second", "_rows", "Kept", "more()", '"""'):
        assert gone not in found
    # What the tests, the library or others use keeps its name.
    for kept in ("def first(rows, key)", "sorted(rows, key=key)", "name: str", ".open = ", ".append("):
        assert kept in found
    scope: dict[str, object] = {}
    exec(compile(found, "copy", "exec"), scope)
    assert scope["first"]([3, 1, 2], None) == 3  # type: ignore[operator]


def test_definitions_are_turned_round_where_none_needs_another() -> None:
    lines = [line for line in disguised(TEXT, "").splitlines() if line.startswith(("def ", "class "))]
    kinds = [line.split()[0] for line in lines]
    assert kinds == ["class", "def", "def", "class"]
    tied = "def one(): pass\n\n@one\ndef two(): pass\n\nclass Three(two): pass"
    names = [node.name for node in ast.parse(disguised(tied, tied)).body if hasattr(node, "name")]
    assert names == ["one", "two", "Three"]


def test_an_edit_is_drawn() -> None:
    made = {edited(REFERENCE, 1, random.Random(seed)) for seed in range(8)}
    assert len(made) > 3
    assert edited(REFERENCE, 2, random.Random(1)) == edited(REFERENCE, 2, random.Random(1))
    assert edited("", 2, random.Random(1)) == ""


@pytest.mark.parametrize("exercise", find_exercises(), ids=lambda each: each.name)
def test_a_disguised_reference_keeps_what_the_tests_use(exercise: Exercise) -> None:
    stub = exercise.stub.read_text(encoding="utf-8")
    made = disguised(exercise.reference.read_text(encoding="utf-8"), stub)
    compile(made, exercise.name, "exec")
    names = {each.name for each in ast.parse(stub).body if isinstance(each, ast.FunctionDef | ast.ClassDef)}
    there = {getattr(each, "name", "") for each in ast.walk(ast.parse(made))}
    there |= {each.id for each in ast.walk(ast.parse(made)) if isinstance(each, ast.Name)}
    assert names <= there


def test_the_stub_s_names_are_kept() -> None:
    assert "def running_total(readings):" in disguised(REFERENCE, STUB)
