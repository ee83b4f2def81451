from __future__ import annotations

from typing import NamedTuple

import pytest

from graders.model.levels import FORM, About, about, ladder, numbers, way


class Step(NamedTuple):
    number: str
    level: str = "core"
    needs: tuple[str, ...] = ()
    minutes: int = 10


def climbed(*steps: Step) -> list[str]:
    return [each.number for each in ladder(steps)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (FORM, About("core", 15, ("00.04", "02.01"))),
        ("Level: first step; about 4 minutes; needs nothing", About("first step", 4)),
        ("Level: hard; about 4 minutes; needs nothing", About()),
        ("Level: core; 4 minutes; needs nothing", About()),
        ("Level: core; about 4 minutes; needs nothing.", About()),
        ("Level: core; about 4 minutes; needs 1.2", About()),
        ("A Level: core; about 4 minutes; needs nothing", About()),
    ],
)
def test_a_page_says_level_minutes_and_needs_in_one_line(line: str, said: About) -> None:
    assert about(f"# Sums\n\n{line}\n\nAdd.\n") == said


def test_the_ladder_goes_level_by_level() -> None:
    steps = [Step("01.01", "puzzle"), Step("01.02", "deeper"), Step("02.01"), Step("02.02", "first step")]
    assert climbed(*steps) == ["02.02", "02.01", "01.02", "01.01"]


def test_nothing_comes_before_what_it_needs_whatever_the_numbers() -> None:
    steps = [Step("01.01", needs=("02.01",)), Step("01.02"), Step("02.01", needs=("02.02",)), Step("02.02")]
    assert climbed(*steps) == ["01.02", "02.02", "02.01", "01.01"]


def test_what_needs_something_harder_comes_after_it() -> None:
    assert climbed(Step("01.01", needs=("02.01",)), Step("02.01", "deeper")) == ["02.01", "01.01"]


def test_what_is_not_there_is_waited_for_by_nobody() -> None:
    assert climbed(Step("01.01", needs=("09.01",)), Step("01.02")) == ["01.01", "01.02"]


def test_a_circle_ends_too() -> None:
    steps = [Step("01.01", needs=("01.02",)), Step("01.02", needs=("01.01",)), Step("01.03", needs=("01.03",))]
    assert sorted(climbed(*steps)) == ["01.01", "01.02", "01.03"]


def test_without_levels_the_order_is_that_of_the_tree() -> None:
    assert climbed(Step("02.01", ""), Step("01.01", "")) == ["02.01", "01.01"]


def test_a_way_through_has_what_fits_and_some_of_each_topic() -> None:
    steps = [Step(f"{topic}.{place}") for topic in ("01", "02", "03") for place in ("01", "02")]
    assert [each.number for each in way(steps, 49)] == ["01.01", "01.02", "02.01", "03.01"]
    assert way(steps, 60) == steps
    assert way(steps, 9) == []


def test_a_way_through_ends_at_the_first_that_does_not_fit() -> None:
    steps = [Step("01.01", minutes=20), Step("01.02", "deeper", minutes=50), Step("02.01", "deeper")]
    assert [each.number for each in way(steps, 40)] == ["01.01"]


def test_a_way_through_has_what_each_of_its_steps_needs() -> None:
    steps = [Step("01.01", needs=("02.02",)), Step("02.01"), Step("02.02")]
    assert [each.number for each in way(steps, 10)] == ["02.01"]
    assert [each.number for each in way(steps, 20)] == ["02.01", "02.02"]


def test_nobody_knows_how_long_takes_what_does_not_say() -> None:
    assert way([Step("01.01", minutes=0), Step("01.02")], 60) == [Step("01.02")]


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ([], ""),
        (["01.01"], "01.01"),
        (["01.02", "01.01"], "01.01, 01.02"),
        (["01.01", "01.02", "01.03", "01.05"], "01.01 to 01.03, 01.05"),
        (["01.01", "01.02", "02.03", "02.04"], "01.01, 01.02, 02.03, 02.04"),
    ],
)
def test_numbers_are_told_in_few_words(known: list[str], told: str) -> None:
    assert numbers(map(Step, known)) == told
