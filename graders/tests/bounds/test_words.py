"""The words of a test file are the same wherever they are listed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import graders

SOURCE = Path(graders.__file__)


def test_type_checkers_see_the_words_of_the_table() -> None:
    (guarded,) = (node for node in ast.parse(SOURCE.read_text(encoding="utf-8")).body if isinstance(node, ast.If))
    homes = {
        alias.name: str(node.module).removeprefix("graders.")
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert homes == graders._HOMES


def test_the_readme_tells_of_every_word() -> None:
    readme = SOURCE.with_name("README.md").read_text(encoding="utf-8")
    table = readme.partition("## The words that a test may use\n")[2].partition("\n## ")[0]
    first_cells = " ".join(line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `"))
    words = {re.sub(r"^(with |pytestmark = |@)", "", code) for code in re.findall(r"`([^`]+)`", first_cells)}
    told = {re.match(r"\w+", word)[0] for word in words}  # type: ignore[index]
    assert told == set(graders.__all__) - {"Drained"}, "all but what drain returns"


@pytest.mark.parametrize("word", graders.__all__)
def test_every_word_is_where_the_table_says(word: str) -> None:
    assert getattr(graders, word).__name__ == word


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'graders' has no attribute 'at_mots'"):
        _ = graders.at_mots
