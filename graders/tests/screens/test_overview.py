"""The overview has a line for each topic, the list one for each exercise, and both say what comes next."""

from __future__ import annotations

import pytest

from graders.model.report import ExerciseResult, Outcome
from graders.screens.overview import listing, overview
from graders.screens.page import Space
from graders.screens.standings import EDITED, TO_DO, Standing
from graders.tests.screens.samples import PROCESSES, bare, exercise, fits, golden

LAMBDAS = "lambda functions"


def class_of_five() -> list[Standing]:
    return [
        Standing(exercise("rank_by_score", bare(Outcome.PASSED), "01.01", LAMBDAS)),
        Standing(exercise("running_total", bare(Outcome.PASSED), "02.01"), EDITED),
        Standing(exercise("sliding_window", bare(Outcome.PASSED, Outcome.FAILED), "02.02")),
        Standing(untouched("percent_of_a_total_in_two_passes", "02.03"), TO_DO),
        Standing(untouched("count_primes", "04.01", PROCESSES), TO_DO),
    ]


def untouched(name: str, number: str, topic: str = "iterators and generators") -> ExerciseResult:
    return exercise(name, [], number, topic)


def test_the_overview() -> None:
    golden("overview", overview(class_of_five()))


def test_the_list() -> None:
    golden("listing", listing(class_of_five()))


def test_where_all_is_done_nothing_comes_next() -> None:
    done = [Standing(exercise("rank_by_score", bare(Outcome.PASSED), "01.01", LAMBDAS))]
    assert str(overview(done)).splitlines() == [
        "  lambda functions  ################   1 of  1 done",
        "  1 of 1 exercises done, 10 of 10 points",
    ]
    assert "next" not in str(listing(done))


def test_the_overview_of_four_topics_leaves_room_on_a_screen_of_24_lines() -> None:
    topics = ("lambda functions", "iterators and generators", "memory management", PROCESSES)
    many = [
        Standing(exercise(f"exercise_{n}", bare(Outcome.FAILED), f"{t:02}.{n:02}", topic))
        for t, topic in enumerate(topics, 1)
        for n in range(1, 17)
    ]
    assert len(list(overview(many).lines())) <= 12


def test_what_is_read_aloud_has_no_bars() -> None:
    text = str(overview(class_of_five(), Space(bars=False)))
    assert "  iterators and generators   0 of  3 done  1 edited, 1 fail\n" in text
    assert "#" not in text


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_names_are_whole_at_any_width(columns: int) -> None:
    lines = ["".join(span.text for span in line) for line in listing(class_of_five(), Space(columns)).lines(columns)]
    assert sum("percent_of_a_total_in_two_passes" in line for line in lines) == 1
    assert all(fits(line, columns) for line in lines)
