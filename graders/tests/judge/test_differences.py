"""Where two values differ, in words that have both of them and the place."""

from __future__ import annotations

from typing import Any

import pytest

from graders.judge.differences import MAX_WHOLE_CHARACTERS, differ, shown, without_addresses
from graders.tests.learners import learner
from graders.workers.execution import Execution

LONG = list(range(100))


class Box:
    def open(self) -> None: ...


@pytest.mark.parametrize(
    ("given", "expected", "told"),
    [
        (3, 4, "you gave 3, expected 4"),
        ([3, 3, 3], [8, 7, 3], "you gave [3, 3, 3], expected [8, 7, 3]"),
        ({"a": 1}, {"a": 2}, "you gave {'a': 1}, expected {'a': 2}"),
        ({1, 2}, {2, 3}, "you gave {1, 2}, expected {2, 3}"),
        ([1], (1,), "you gave [1], expected (1,)"),
        (1, True, "you gave 1, expected True"),
        (int, float, "you gave int, expected float"),
        (3.0, pytest.approx(3.1), "you gave 3.0, expected about 3.1"),
        ([3.0], pytest.approx([3.1]), "you gave [3.0], expected about [3.1]"),
        # What is long is told by its first difference.
        ([*LONG[:50], 7, *LONG[51:]], LONG, "at [50] you gave 7, expected 50"),
        (LONG[:-1], LONG, "you gave 99 items, expected 100: 99 at [99] is missing"),
        (LONG, LONG[:1], "you gave 100 items, expected 1: 1 at [1] is one too many"),
        ({"a": [[1]] * 90}, {"a": [*[[1]] * 89, [2]]}, "at ['a'][89] you gave [1], expected [2]"),
        (dict.fromkeys(LONG), dict.fromkeys([*LONG, -1]), "you gave 100 items, expected 101: the key -1 is missing"),
        (dict.fromkeys([*LONG, -1]), dict.fromkeys(LONG),
         "you gave 101 items, expected 100: the key -1 is one too many"),
        ({*LONG}, {*LONG[1:], -1}, "you gave 100 items, expected 100; missing: {-1}"),
        ({*LONG, -1}, {*LONG}, "you gave 101 items, expected 100; too many: {-1}"),
        ([1.0] * 99, pytest.approx([*[1.0] * 98, 2]), "at [98] you gave 1.0, expected about 2"),
        (dict.fromkeys(LONG, 1.0), pytest.approx({**dict.fromkeys(LONG, 1.0), 5: 2}),
         "at [5] you gave 1.0, expected about 2"),
        (
            "x" * 200 + "a",
            "x" * 200 + "bc",
            "you gave ... 'xxxxxxxxxxxxa', expected 'xxxxxxxxxxxxbc' ... "
            "(differs from character 200 on, 201 and 202 long)",
        ),
    ],
)  # fmt: skip
def test_a_difference_has_both_values_and_its_place(given: Any, expected: Any, told: str) -> None:
    assert differ(given, expected) == told


def test_what_looks_alike_is_told_apart_by_its_kind() -> None:
    class Box:
        def __repr__(self) -> str:
            return "3"

    assert differ(Box(), 3) == "you gave 3, a Box, expected an int"
    assert differ(Box(), Box()) == "you gave 3, expected another that looks alike"


def test_every_difference_of_long_values_is_bounded() -> None:
    one, other = ["x" * 5_000] * 5_000, ["x" * 5_000] * 4_999 + [10**5_000]
    pairs: list[tuple[Any, Any]] = [(one, other), (one[0], 3), (10**5_000, 3), ([one], [[other]]), (one, 10**5_000)]
    assert max(len(differ(given, expected)) for given, expected in pairs) < 2 * MAX_WHOLE_CHARACTERS + 100


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Box(), "a Box"),
        ([Box()], "[a Box]"),
        (Box, "Box"),
        (Box().open, "Box.open"),
        ((each for each in (1, 2)), "a generator"),
        (iter([]), "a list_iterator"),
        (object(), "an object"),
        (lambda: 1, "<lambda>"),
    ],
)
def test_no_value_has_an_address(value: object, words: str) -> None:
    assert shown(value) == words
    assert without_addresses(f"got {value!r}!") == f"got {words if not isinstance(value, type) else repr(value)}!"


def test_an_object_of_the_worker_is_shown_in_its_own_words(execute: Any) -> None:
    source = """
        class Till:
            def __repr__(self): return f"Till of {self.name}"
            def __init__(self, name): self.name = name
        class Plain: pass
        class Loud:
            def __repr__(self): raise ValueError
        class Items(list): pass
        def items(): yield 1
        """
    made: Execution = execute(source)
    assert shown(learner("Till")("ada")) == "Till of ada"
    assert shown([learner("Till")("ada")]) == "[Till of ada]"
    assert shown(learner("Plain")()) == "a Plain"
    assert shown(learner("Loud")()) == "a Loud"
    assert shown(learner("Items")([1, 2])) == "[1, 2]"
    assert shown(learner("items")()) == "a generator"
    assert shown(learner("items")) == "your items"
    assert made.final_verdict is None
