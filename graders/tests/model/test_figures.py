"""The numbers of others' answers: recorded, and laid beside an answer's own."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from graders.model import figures
from graders.model.figures import Bound, Figures, Way
from graders.model.report import Measure, Outcome, TestResult

PULLED = Measure("items pulled", 2, 3)
PEAK = Measure("peak memory", 900, 65536, unit="bytes", exact=False)


def judged(name: str, *measures: Measure) -> TestResult:
    return TestResult(name, Outcome.PASSED, measures=list(measures))


def test_the_bounds_are_those_of_the_tests_in_their_order() -> None:
    found = figures.bounds_of([judged("test_b", PULLED), judged("test_a", PEAK, PULLED)])
    assert found == [Bound("test_b", PULLED), Bound("test_a", PEAK), Bound("test_a", PULLED)]


def test_what_is_no_number_is_no_bound_and_no_value() -> None:
    unknown = Measure("peak memory", math.nan, 65536, unit="bytes")
    assert figures.bounds_of([judged("test_a", unknown)]) == []
    assert figures.values_of([Bound("test_a", PEAK)], [judged("test_a", unknown)]) == [None]


def test_values_stand_by_their_bounds_also_where_two_have_one_name() -> None:
    first, second = Measure("items pulled", 5, 5), Measure("items pulled", 7, 9)
    bounds = figures.bounds_of([judged("test_a", PULLED, PULLED), judged("test_b", PEAK)])
    assert figures.values_of(bounds, [judged("test_a", first, second)]) == [5, 7, None]
    assert figures.values_of(bounds, [judged("test_a", first)]) == [5, None, None]
    assert figures.values_of(bounds, []) == [None, None, None]


def test_a_digest_is_of_the_answer_and_of_the_tests() -> None:
    parts = [(b"answer", b"tests"), (b"answer", b"test"), (b"answe", b"rtests")]
    assert len({figures.digest(*each) for each in parts}) == 3


def test_what_is_recorded_is_read_again_and_the_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "FILE", tmp_path / "figures.json")
    figures.figures.cache_clear()
    try:
        assert figures.figures() == {}
        made = Figures([Bound("test_a", PULLED)], {"running_total": Way("00", [2.0])})
        figures.record({"running_total": made})
        figures.record({"count_words": Figures([], {})})
        assert figures.figures() == {"running_total": made, "count_words": Figures([], {})}
        assert len(figures.FILE.read_text(encoding="utf-8").splitlines()) == 4
    finally:
        figures.figures.cache_clear()
