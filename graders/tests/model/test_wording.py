"""Numbers read well, and two different numbers never look alike."""

from __future__ import annotations

import math

import pytest

from graders.model.report import Measure, Relation
from graders.model.wording import amount, amounts, excess, headroom


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0, "bytes", "0 bytes"),
        (1, "bytes", "1 byte"),
        (52, "bytes", "52 bytes"),
        (614, "bytes", "0.6 KiB"),
        (65536, "bytes", "64 KiB"),
        (1024 * 1024 - 1, "bytes", "1 MiB"),
        (8.2 * 2**20, "bytes", "8.2 MiB"),
        (3 * 2**30, "bytes", "3 GiB"),
        (5000 * 2**40, "bytes", "5,000 TiB"),
        (-2048, "bytes", "-2 KiB"),
        (3, "", "3"),
        (0, "", "0"),
        (100, "", "100"),
        (200_000, "", "200,000"),
        (0.65, "", "0.65"),
        (7, "items", "7 items"),
        (1.5, "seconds", "1.5 s"),
        (30, "seconds", "30 s"),
        (0, "seconds", "0 s"),
        (0.0123, "seconds", "12.3 ms"),
        (math.nan, "bytes", "unknown"),
        (math.inf, "", "no limit"),
    ],
)
def test_an_amount_in_words(value: float, unit: str, words: str) -> None:
    assert amount(value, unit) == words


@pytest.mark.parametrize(
    ("value", "bound", "unit", "words"),
    [
        (65536, 65536, "bytes", ("64 KiB", "64 KiB")),
        (65546, 65536, "bytes", ("64.01 KiB", "64 KiB")),
        (65537, 65536, "bytes", ("64.001 KiB", "64 KiB")),
        (0.6501, 0.65, "", ("0.6501", "0.65")),
        (0.65 + 1e-12, 0.65, "", ("0.650000000001", "0.65")),
    ],
)
def test_different_amounts_never_look_alike(value: float, bound: float, unit: str, words: tuple[str, str]) -> None:
    assert amounts(value, bound, unit) == words


def measured(what: str, value: float, relation: Relation, bound: float, unit: str = "") -> Measure:
    return Measure(what, value, bound, relation=relation, unit=unit)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (measured("peak memory", 614, "at most", 65536, "bytes"), "peak memory 0.6 KiB of 64 KiB"),
        (measured("growth", 0, "at most", 0, "bytes"), "growth 0 bytes, 0 bytes allowed"),
        (measured("growth", 2048, "at least", 1024, "bytes"), "growth 2 KiB, at least 1 KiB"),
        (measured("waiting", 0.5, "at most", 2, "seconds"), "waiting 0.5 s, at most 2 s"),
        (measured("fetches in flight", 8, "at least", 4), "8 fetches in flight, at least 4"),
        (measured("rows alive", 12, "at most", 0), "12 rows alive, 0 allowed"),
        (measured("rows alive", 0, "at most", 3), "0 rows alive, at most 3"),
        (measured("rows alive", 1, "at most", 3), "rows alive: 1, at most 3"),
        (measured("calls", 3, "exactly", 3), "3 calls, exactly 3"),
        (measured("parts in parallel", 0.71, "at least", 0.65), "parts in parallel: 0.71, at least 0.65"),
        (measured("rows", math.nan, "at most", 3), "rows: unknown, at most 3"),
    ],
)
def test_headroom_in_words(measure: Measure, words: str) -> None:
    assert headroom(measure) == words


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (measured("peak memory", 132 * 65536, "at most", 65536, "bytes"), "132x over"),
        (measured("peak memory", 65540, "at most", 65536, "bytes"), "over by 4 bytes"),
        (measured("rows alive", 5, "at most", 2), "2.5x over"),
        (measured("growth", 3072, "at most", 2048, "bytes"), "over by 1 KiB"),
        (measured("waiting", 3.5, "at most", 2, "seconds"), "over by 1.5 s"),
        (measured("error of the variance", 4, "at most", 3, "ppm"), "over by 1 ppm"),
        (measured("rows alive", 12, "at most", 0), "over by 12 rows"),
        (measured("rows alive", 4, "at most", 3), "over by 1 row"),
        (measured("score calls per item", 101, "at most", 100), "over by 1 call"),
        (measured("of 20 pages begun", 9, "at most", 8), "over by 1 page"),
        (measured("queries on one connection", 3, "at most", 2), "over by 1 query"),
        (measured("boxes counted at once", 3, "at most", 2), "over by 1 box"),
        (measured("fetches begun", 3, "at most", 2), "over by 1 fetch"),
        (measured("processes used", 3, "at most", 2), "over by 1 process"),
        (measured("uses of each reading", 3, "at most", 2), "over by 1 use"),
        (measured("children taken", 4, "at most", 3), "over by 1 child"),
        (measured("comparisons an item", 2.5, "at most", 2), "over by 0.5 comparisons"),
        (measured("comparisons an item", 2.0004, "at most", 2), "over by 0.0004 comparisons"),
        (measured("CPU time of all processes over the work's own", 2.75, "at most", 2.2), "over by 25%"),
        (measured("times the answer, in one run", 3, "at most", 2), "over by 50%"),
        (measured("rows alive", math.inf, "at most", 2), "endlessly over"),
        (measured("rows alive", math.nan, "at most", 2), "not measured"),
        (measured("fetches in flight", 3, "at least", 4), "3 of at least 4 fetches"),
        (measured("share done side by side", 0.4, "at least", 0.65), "0.4 of at least 0.65"),
        (measured("calls", 5, "exactly", 4), "5 instead of 4 calls"),
        (measured("calls", 2, "exactly", 1), "2 instead of 1 call"),
    ],
)
def test_excess_in_words(measure: Measure, words: str) -> None:
    assert excess(measure) == words
