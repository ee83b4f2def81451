"""What a failed assert says: what was given and what was expected, never an equation."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest

from graders.judge.differences import shown
from graders.judge.trial import verdict_of
from graders.judge.unmet import comparisons
from graders.model.report import Outcome
from graders.workers.execution import Execution

ANSWER = """
def total(items): return sum(items)
def totals(items):
    yield from items
class Cache:
    def get(self, key): return Cache()
    def keep(self, key): return key
def fails(items): raise KeyError('x')
def refuses(items): raise ValueError('no')
"""

TEST = """
import pytest
from kata import Cache, fails, refuses, total, totals
{head}
def test_it():
    {body}
"""


@pytest.fixture
def told(execute: Any, tmp_path: Path) -> Any:
    """``told(body)``: message and detail of a test with this body, rewritten as pytest does."""

    def judge(body: str, head: str = "") -> tuple[str, str]:
        import ast
        import sys

        from _pytest.assertion.rewrite import rewrite_asserts

        from graders.workers.learner import LearnerModule

        file = tmp_path / "test_kata.py"
        text = TEST.format(body=body.replace("\n", "\n    "), head=head)
        file.write_text(text, encoding="utf-8")
        made: Execution = execute(ANSWER, test_file=file)
        tree = ast.parse(text)
        rewrite_asserts(tree, text.encode(), str(file))
        sys.modules["kata"] = LearnerModule("kata")
        try:
            names: dict[str, Any] = {}
            exec(compile(tree, str(file), "exec"), names)
            with comparisons() as compared:
                try:
                    names["test_it"]()
                except BaseException as error:
                    found = verdict_of(error, made, compared)
        finally:
            del sys.modules["kata"]
        assert found.outcome is Outcome.FAILED
        return found.message, found.detail

    return judge


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("assert total([1, 2]) == 4", "you gave 3, expected 4"),
        ("assert 4 == total([1, 2])", "you gave 3, expected 4"),
        ("assert total([1.0]) == pytest.approx(1.1)", "you gave 1.0, expected about 1.1"),
        ("assert total([1]) != 1", "you gave 1, expected anything but that"),
        ("assert total([1]) in (2, 3)", "you gave 1, expected one of (2, 3)"),
        ("assert 2 in list(totals([1]))", "you gave [1], expected 2 in it"),
        ("assert 1 not in list(totals([1]))", "you gave [1], expected no 1 in it"),
        ("assert total([1]) not in [1]", "you gave 1, expected none of [1]"),
        ("assert total([1]) is None", "you gave 1, expected None"),
        ("items = [1]\ncopy = Cache().keep(items)\nassert items is not copy",
         "you gave the very object items, expected another one"),
        ("items = [1]\nassert [*totals(items)] is items", "you gave [1], expected the very object items"),
        ("cache = Cache()\nassert type(total([1])) is float", "you gave int, expected float"),
        ("assert total([1]) < 1", "you gave 1, expected less than 1"),
        ("assert 2 <= total([1])", "you gave 1, expected at least 2"),
        ("assert total([]) == 0 and total([1]) == 2", "you gave 1, expected 2"),
        ("assert not total([1]) == 1", "expected not total([1]) == 1, which is not so"),
        ("assert totals([1]) == [1]", "you gave a generator, expected [1]"),
        ("assert isinstance(total([1]), str)", "expected isinstance(total([1]), str), which is not so"),
        ("seen = []\ntotal(seen)\nassert seen == [1]", "seen is [], expected [1]"),
        ("assert total([1]) == total([2])",
         "expected total([1]) == total([2]): these are 1 and 2"),
        ("one = Cache().get(1)\nassert list(totals([2])) == [one]", "you gave [2], expected [a Cache]"),
        ("one, two = Cache().get(1), Cache().get(1)\nassert one is two",
         "expected one is two: they are two objects, a Cache and a Cache"),
        ("with pytest.raises(ValueError):\n    total([1])", "raised nothing, expected ValueError"),
        ("with pytest.raises(ValueError):\n    fails([1])", "raised KeyError: 'x' at kata.py:8, expected ValueError"),
        ("with pytest.raises(ValueError, match='y'):\n    refuses([1])",
         "the text of your ValueError is 'no', expected one that matches 'y'"),
        ("assert fails([1]) == 3", "raised KeyError: 'x' at kata.py:8, instead of returning"),
        ("next(Cache().keep([1]))", "your function returned a list; the page says it yields"),
    ],
)  # fmt: skip
def test_a_failed_test_says_what_was_given_and_what_was_expected(told: Any, body: str, message: str) -> None:
    said, detail = told(body)
    assert said == message
    assert detail.splitlines()[-1].startswith("test_kata.py:")


def test_the_words_of_the_test_come_first(told: Any) -> None:
    said, detail = told("assert total([1]) == 2, 'the sum of one item'")
    assert said == "the sum of one item"
    assert detail.splitlines()[0] == "you gave 1, expected 2"


def test_a_comparison_in_a_helper_knows_the_answer(told: Any) -> None:
    said, detail = told("check(2, total([1]))", head="def check(want, got):\n    assert want == got\n")
    assert said == "you gave 1, expected 2"
    assert detail == "test_kata.py:8  check(2, total([1]))\ntest_kata.py:5  assert want == got"


def test_a_block_that_asks_for_an_error_is_shown_with_what_was_to_raise_it(told: Any) -> None:
    _, detail = told("with pytest.raises(ValueError):  # a remark\n    total([1])")
    assert detail == "test_kata.py:6  with pytest.raises(ValueError): total([1])"


def test_pytests_own_hook_is_back_after_the_block() -> None:
    from _pytest.assertion import util

    before = util._reprcompare
    with contextlib.suppress(ZeroDivisionError), comparisons():
        assert util._reprcompare is not before
        1 / 0  # noqa: B018
    assert util._reprcompare is before


def test_a_value_that_cannot_be_shown_is_told_by_its_kind(execute: Any) -> None:
    execute("class Loud:\n    def __repr__(self): return 3\n")
    from graders.tests.learners import learner

    assert shown(learner("Loud")()) == "a Loud"
