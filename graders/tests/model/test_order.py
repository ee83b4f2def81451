"""Tests are judged so that most of the known mistakes are found soon; no verdict depends on that."""

from __future__ import annotations

import pytest

from graders.model import order

SECONDS = {"adds": 0.01, "takes_none": 0.01, "holds_a_ceiling": 2.0, "reads_one": 0.1}
MISTAKES = [{"adds", "holds_a_ceiling"}, {"holds_a_ceiling"}, {"reads_one", "holds_a_ceiling"}, {"reads_one"}]


def test_what_finds_most_for_its_cost_comes_first_and_what_finds_nothing_more_last() -> None:
    assert order.soonest(SECONDS, MISTAKES) == ["adds", "reads_one", "holds_a_ceiling", "takes_none"]


def test_without_known_mistakes_the_cheap_ones_come_first() -> None:
    assert order.soonest(SECONDS, [])[2:] == ["reads_one", "holds_a_ceiling"]


@pytest.mark.usefixtures("repository")
def test_what_is_not_in_the_record_comes_last_as_it_stands() -> None:
    order.record({"running_total": ["c", "a"], "count_words": []})
    assert order.ordered("running_total", ["b", "a", "d", "c"]) == ["c", "a", "b", "d"]
    assert order.ordered("nobody_knows_it", ["b", "a"]) == ["b", "a"]
    assert order.FILE.read_text(encoding="utf-8") == '{\n "count_words": [],\n "running_total": ["c","a"]\n}\n'
