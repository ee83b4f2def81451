from __future__ import annotations

import functools
import itertools
import math
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from graders.bounds.calls import counted
from graders.model.report import Fault
from graders.tests.repositories import without_addresses
from graders.workers import access
from graders.workers.access import CHUNK_BYTES, CHUNK_ITEMS, Stream, allowed, form_of, known


class Parcel:
    """A class of a test."""

    weight = 3

    def __len__(self) -> int:
        return 1

    def lift(self) -> None:
        """Do nothing."""


class Feed(Iterator[int]):
    """An iterator of a test."""

    left = 2

    def __next__(self) -> int:
        raise StopIteration


def generator() -> Iterator[int]:
    yield 1


async def fetch() -> None:
    """An async function of a test."""


# Streams


def test_a_stream_gives_its_items_in_chunks_until_the_end() -> None:
    stream, sizes, items = Stream(range(600)), [], []
    while chunk := stream.chunk():
        sizes.append(len(chunk))
        items += chunk
    assert items == list(range(600))
    assert max(sizes) == CHUNK_ITEMS
    assert stream.chunk() == []


def test_chunks_of_large_items_are_short() -> None:
    stream = Stream("x" * 1000 for _ in range(100))
    assert len(stream.chunk()) * 1000 <= 2 * CHUNK_BYTES


def test_a_chunk_of_huge_items_stops_at_the_first_look() -> None:
    taken = iter(range(100))
    stream = Stream(b"x" * CHUNK_BYTES for _ in taken)
    assert len(stream.chunk()) == 16
    assert next(taken) == 16


def test_an_empty_stream_is_over_at_once() -> None:
    assert Stream([]).chunk() == []


# How objects cross


def traceback_of(error: BaseException) -> Any:
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value.__traceback__


@pytest.mark.parametrize(
    "value",
    [math, sys._getframe(), fetch.__code__, traceback_of(ValueError())],
    ids=["module", "frame", "code", "traceback"],
)
def test_what_would_open_the_judge_cannot_cross(value: Any) -> None:
    with pytest.raises(Fault, match="it cannot cross"):
        form_of(value)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (Stream([]), ("x", [])),
        (fetch, ("a", ["__call__"])),
        (len, ("o", ["__call__"])),
        (lambda: 1, ("o", ["__call__"])),
        (Parcel().lift, ("o", ["__call__"])),
        ("a".__add__, ("o", ["__call__"])),
        (Parcel, ("o", ["__call__"])),
        (iter([]), ("o", ["__iter__", "__next__"])),
        (generator(), ("o", ["__iter__", "__next__"])),
        (itertools.count(), ("o", ["__iter__", "__next__"])),
        (Parcel(), ("o", ["__len__"])),
        (Feed(), ("o", ["__iter__", "__next__"])),
        (object(), ("o", [])),
    ],
    ids=lambda each: type(each).__name__,
)
def test_an_object_crosses_as(value: Any, form: tuple[str, list[str]]) -> None:
    tag, dunders = form_of(value)
    assert (tag, sorted(dunders or [])) == (form[0], sorted(form[1]))


# What may be done


@pytest.mark.parametrize(
    ("value", "verb", "args", "answer"),
    [
        (Stream([]), "chunk", [], True),
        (Stream([]), "getattr", ["_items"], False),
        (Stream([]), "__next__", [], False),
        (len, "__call__", [[]], True),
        (len, "__eq__", [1], False),
        (len, "chunk", [], False),
        (Parcel(), "__len__", [], True),
        (Parcel(), "__call__", [], False),
        (Parcel(), "__reduce__", [], False),
        (Parcel(), "__setattr__", ["weight", 1], False),
        (Parcel(), "__class__", [], False),
        (Parcel(), "setattr", ["weight", 1], False),
        (Parcel(), "getattr", ["weight"], True),
        (Parcel(), "getattr", ["_weight"], False),
        (Parcel(), "getattr", ["__class__"], False),
        (Parcel(), "getattr", [], False),
        (Parcel(), "getattr", [1], False),
        (Parcel(), "getattr", ["weight", 1], False),
        (Parcel(), "getattr", [b"weight"], False),
        (Parcel, "getattr", ["weight"], False),
        (Feed(), "getattr", ["left"], True),
        (int, "getattr", ["from_bytes"], False),
        (lambda: 1, "getattr", ["func_globals"], False),
        (lambda: 1, "getattr", ["__globals__"], False),
        ([].append, "getattr", ["name"], False),
        (iter([]), "getattr", ["name"], False),
        (functools.partial(len), "getattr", ["func"], True),
        (functools.cache(len), "getattr", ["cache_info"], True),
        (generator(), "getattr", ["send"], True),
        (generator(), "getattr", ["throw"], True),
        (generator(), "getattr", ["close"], True),
        (generator(), "getattr", ["gi_frame"], False),
        (generator(), "getattr", ["gi_code"], False),
        (counted(len), "__call__", [[]], True),
        (counted(len), "getattr", ["args"], False),
    ],
    ids=without_addresses,
)
def test_a_worker_may(value: Any, verb: str, args: list[Any], answer: bool) -> None:
    assert allowed(value, verb, args) is answer


def test_only_special_methods_that_cross_are_known() -> None:
    assert known(["__del__", "__len__", "anything", "__getattribute__", "__call__", "__len__"]) == [
        "__call__",
        "__len__",
    ]
    assert access.known([]) == []


# The names of what can be called


@pytest.mark.parametrize("name", access.NAMES)
def test_what_can_be_called_has_its_name_and_no_place(name: str) -> None:
    for value in (fetch, generator, Parcel, len, Parcel().lift, counted(fetch)):
        assert allowed(value, "getattr", [name])
    assert not allowed(Parcel(), "getattr", [name])
    assert not allowed(iter([1]), "getattr", [name])
    assert not allowed(Stream([1]), "getattr", [name])
    assert not allowed(fetch, "getattr", ["__globals__"])


def test_the_name_is_the_functions_own() -> None:
    assert access.name_of(fetch) == "fetch"
    assert access.name_of(Parcel.lift) == "lift"
    assert access.name_of(counted(fetch)) == "fetch"
    assert access.name_of(functools.partial(fetch)) == "partial"
