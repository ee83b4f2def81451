"""The overview has a line for each topic, the list one for each exercise, and both say what comes next."""

from __future__ import annotations

from graders.model.report import ExerciseResult, Outcome
from graders.screens.overview import Standing, listing, overview
from graders.tests.screens.samples import PROCESSES, bare, exercise, golden

LAMBDAS = "lambda functions"


def class_of_five() -> list[Standing]:
    return [
        Standing(exercise("rank_by_score", bare(Outcome.PASSED), "01.01", LAMBDAS)),
        Standing(exercise("running_total", bare(Outcome.PASSED), "02.01"), edited=True),
        Standing(exercise("sliding_window", bare(Outcome.PASSED, Outcome.FAILED), "02.02")),
        Standing(untouched("percent_of_a_total_in_two_passes", "02.03")),
        Standing(untouched("count_primes", "04.01", PROCESSES)),
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
