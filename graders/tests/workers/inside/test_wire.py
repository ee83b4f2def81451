from __future__ import annotations

import json
import math
import sys
from typing import Any

import pytest

from graders.tests.repositories import without_addresses
from graders.workers.inside import wire


def export(value: Any) -> list[Any]:
    return ["o", type(value).__name__]


def resolve(tag: str, parts: list[Any]) -> Any:
    if tag != "o":
        raise wire.Malformed(tag)
    return f"<{parts[0]}>"


def there_and_back(value: Any) -> Any:
    return wire.decode(json.loads(wire.dumps(wire.encode(value, export))), resolve)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (None, None),
        (True, True),
        ((1 << 62) - 1, (1 << 62) - 1),
        (1 << 62, ["i", "0x4000000000000000"]),
        (-(1 << 62), ["i", "-0x4000000000000000"]),
        (math.inf, ["f", "inf"]),
        ("a", "a"),
        ("\ud800", ["u", "7aCA"]),
        ([], ["l", []]),
        ((1, 2.5), ["t", [1, 2.5]]),
        ({"a": 1}, ["d", ["a", 1]]),
        (b"a", ["b", "YQ=="]),
        (bytearray(b"a"), ["B", "YQ=="]),
        (1j, ["c", 0.0, 1.0]),
        (range(3), ["R", 0, 3, 1]),
        (NotImplemented, ["N"]),
        ({1}, ["S", [1]]),
        (frozenset(), ["F", []]),
        (object(), ["o", "object"]),
    ],
    ids=without_addresses,
)
def test_a_value_is_written_as(value: Any, form: Any) -> None:
    assert wire.encode(value, export) == form


@pytest.mark.parametrize(
    "items",
    [
        [1, True, 0],
        [1 << 62, 1],
        [1, -(1 << 62)],
        [0.5, -0.0],
        [0.5, math.inf],
        ["a", "naïve"],
        ["a", "\udfff"],
        [None, None],
        [1, 2.5, "a", None],
        [range(1 << 20), range(-7, 7, 3), complex(math.inf, 1)],
    ],
    ids=without_addresses,
)
def test_items_come_back_as_they_were(items: list[Any]) -> None:
    assert repr(there_and_back(items)) == repr(items)


def test_a_subclass_of_plain_data_is_a_handle() -> None:
    kinds = [type(kind.__name__.title(), (kind,), {}) for kind in (int, str, list, dict, tuple, float, bytes)]
    assert there_and_back([kind() for kind in kinds]) == [f"<{kind.__name__}>" for kind in kinds]


@pytest.mark.parametrize("numbers", [range((1 << 20) + 1), range(1 << 80), range(0, 1 << 90, 5)])
def test_a_long_range_is_a_handle_and_none_can_be_forged(numbers: range) -> None:
    """Whoever made a list of it would be full."""
    assert there_and_back([numbers]) == ["<range>"]
    parts = [wire.encode(part, export) for part in (numbers.start, numbers.stop, numbers.step)]
    with pytest.raises(ValueError, match="a broken 'R'"):
        wire.decode(["R", *parts], resolve)


@pytest.mark.parametrize("depth", [wire.MAX_DEPTH - 1, wire.MAX_DEPTH])
def test_nesting_crosses_as_deep_as_it_is_written(depth: int) -> None:
    value: Any = []
    for _ in range(depth):
        value = [value]
    assert there_and_back(value) == value


def test_what_is_nested_deeper_ends_in_a_handle() -> None:
    value: Any = []
    for _ in range(wire.MAX_DEPTH + 1):
        value = {"deeper": value}
    assert "<list>" in repr(there_and_back(value))


@pytest.mark.parametrize(
    "form",
    [
        [],
        {},
        {"a": 1},
        [1],
        [None, 2],
        [["l", []]],
        ["l"],
        ["l", 1],
        ["l", [], []],
        ["t", "abc"],
        ["d", [1]],
        ["d", [["l", []], 1]],
        ["S", [["l", []]]],
        ["i"],
        ["i", 5],
        ["i", "five"],
        ["f", "1.5"],
        ["f", []],
        ["u", "!a"],
        ["u", "/w=="],
        ["b", 5],
        ["b", "", "a"],
        ["b", "é"],
        ["B", None],
        ["c", 1],
        ["c", ["i", "0x1" + "0" * 400], 0],
        ["c", [], 1],
        ["c", ["o", 1], 1],
        ["c", [["l"]], 1],
        ["R", 0, 1, 0],
        ["R", 0.5],
        ["N", 1],
        ["?", 1],
    ],
    ids=without_addresses,
)
def test_what_is_not_of_the_vocabulary_is_refused(form: Any) -> None:
    with pytest.raises((wire.Malformed, ValueError, TypeError)):
        wire.decode(form, resolve)


@pytest.mark.parametrize("tag", ["S", "F", "d"])
def test_keys_that_were_made_to_collide_are_refused(tag: str) -> None:
    keys = [["i", hex(n * sys.hash_info.modulus)] for n in range(200)]
    items = [part for key in keys for part in (key, 1)] if tag == "d" else keys
    with pytest.raises(wire.Malformed, match="share a hash"):
        wire.decode([tag, items], resolve)


def test_large_sets_and_dicts_cross() -> None:
    numbers = set(range(-3000, 3000))
    assert there_and_back(numbers) == numbers
    assert there_and_back(dict.fromkeys(numbers)) == dict.fromkeys(numbers)


def test_forged_nesting_is_refused() -> None:
    form: list[Any] = ["l", []]
    for _ in range(5000):
        form = ["l", [form]]
    with pytest.raises(wire.Malformed, match="no tag"):
        wire.decode(form, resolve)


def test_a_frame_without_numbers_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        wire.dumps([math.nan])


def test_what_holds_itself_more_than_once_crosses_at_once() -> None:
    loop: list[Any] = []
    loop += [loop, loop, 1]
    assert wire.encode(loop, lambda value: ["o", id(value)]) == ["l", [["o", id(loop)], ["o", id(loop)], 1]]
    one: dict[str, Any] = {}
    one["other"] = [one, one]
    assert wire.encode(one, lambda value: ["o"]) == ["d", ["other", ["l", [["o"], ["o"]]]]]
