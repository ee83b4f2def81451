"""docs/borders.md tells of every border, and each names tests that are there."""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path

import pytest

from graders.model.exercises import ROOT
from graders.tests.borders import BORDERS, Border

PAGE = ROOT / "docs" / "borders.md"
TESTS = Path(__file__).parent

HEAD = """# The borders

What was reported of autograders, course repositories and learning platforms, and what comes of it here. Each row is a
kind of case; the tests beside it are below `graders/tests/`. The table is made of
[graders/tests/borders.py](../graders/tests/borders.py).
"""

EVERY = [border for borders in BORDERS.values() for border in borders]


def page() -> str:
    """The text of docs/borders.md."""
    parts = [HEAD]
    for name, borders in BORDERS.items():
        parts.append(f"\n## {name}\n\n| case | outcome | held by |\n|---|---|---|\n")
        for border in borders:
            held = "<br>".join(f"`{test}`" for test in border.tests)
            parts.append(f"| {border.case} | {border.outcome} | {held} |\n")
    return "".join(parts)


@cache
def named_in(file: str) -> set[str]:
    tree = ast.parse((TESTS / f"{file}.py").read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_"}


@pytest.mark.parametrize("border", EVERY, ids=lambda border: border.case)
def test_each_is_held_by_tests_that_are_there(border: Border) -> None:
    assert border.tests
    for test in border.tests:
        file, _, name = test.partition("::")
        assert name in named_in(file), test


def test_the_page_tells_of_all() -> None:
    if os.environ.get("GRADERS_GOLDEN") == "write":
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == page(), "GRADERS_GOLDEN=write makes it anew"
