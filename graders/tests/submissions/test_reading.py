from __future__ import annotations

import ast
from pathlib import Path

import pytest

from graders.model.report import Refused
from graders.submissions import reading as module
from graders.submissions import sources
from graders.submissions.apart import Ended
from graders.submissions.reading import MAX_DEFINITIONS, read, reading


def test_what_is_defined_is_known_by_its_line_outer_names_first() -> None:
    text = "class A:\n    def b(self): pass\n\nasync def c(): pass\ndef b(): pass\n"
    assert list(reading("kata.py", text).defined.items()) == [("A", 1), ("c", 4), ("b", 5)]


def test_only_the_first_names_are_kept() -> None:
    text = "".join(f"def f{number}(): 0\n" for number in range(MAX_DEFINITIONS + 5))
    assert len(reading("kata.py", text).defined) == MAX_DEFINITIONS


@pytest.mark.parametrize("text", ["x = 1", "def", "x = " + "-" * 9999 + "1"])
def test_a_text_is_read_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noting(work: object, name: str, text: str) -> object:
        asked.append(text)
        return read(name, text)

    monkeypatch.setattr(module, "apart", noting)
    name = f"once_{len(text)}.py"
    assert [reading(name, text) for _ in range(10)] == [reading(name, text)] * 10
    assert asked == [text]


@pytest.mark.parametrize(
    ("end", "what"),
    [
        ("takes Python more than 2 s of CPU", "takes Python more than 2 s of CPU to read"),
        ("crashes Python (signal 11, SIGSEGV)", "crashes Python (signal 11, SIGSEGV) when read"),
    ],
)
def test_what_python_cannot_read_is_refused_and_not_tried_again(
    end: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ended(work: object, name: str, text: str) -> object:
        asked.append(text)
        raise Ended(end)

    monkeypatch.setattr(module, "apart", ended)
    (tmp_path / "kata.py").write_text(f"ends = {end!r}")
    for _ in range(2):
        with pytest.raises(Refused) as caught:
            sources.read(tmp_path / "kata.py", "kata")
        assert caught.value.message == f"kata.py:1: {what}"
        assert caught.value.advice.startswith("Write it in a plainer way")
    assert len(asked) == 1


def test_a_tree_is_made_once_for_a_test_that_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    parse = ast.parse

    def noting(text: str) -> ast.Module:
        asked.append(text)
        return parse(text)

    (tmp_path / "kata.py").write_text("tree = 'that no other test asks for'")
    source = sources.read(tmp_path / "kata.py", "kata")
    monkeypatch.setattr(ast, "parse", noting)
    assert source.tree is sources.read(tmp_path / "kata.py", "kata").tree
    assert len(asked) == 1


def test_imports_of_the_standard_library_are_told_wherever_they_are() -> None:
    text = """
import os.path, numpy, this
from collections import deque, OrderedDict as Ordered
from . import near
from tracemalloc import *
def late():
    import json
"""
    found = reading("kata.py", text)
    assert found.imports == (
        ("os.path", []),
        ("collections", ["deque", "OrderedDict"]),
        ("tracemalloc", []),
        ("json", []),
    )
    assert found.traces_memory
    assert not reading("kata.py", "import os").traces_memory
