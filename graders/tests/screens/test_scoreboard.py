"""The scoreboard says where everything stands and where to go on, in 80 columns."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from graders.model.invocation import CALLED_AS
from graders.model.report import Measure, Outcome, Report
from graders.screens.scoreboard import next_exercise, next_exercises, scoreboard
from graders.screens.standings import sentence
from graders.tests.screens.samples import (
    HUGE,
    PEAK,
    PROCESSES,
    bare,
    exercise,
    golden,
    make_test,
    mixed,
    report,
)

PASSED, TODO = Outcome.PASSED, Outcome.TODO
IN_FLIGHT = Measure("fetches in flight", 8, 4, relation="at least")
ALIVE = Measure("rows alive", 2, 2)


def stub_tree() -> Report:
    return report(
        exercise("running_total", bare(*[TODO] * 4), "02.01"),
        exercise("count_primes", bare(*[TODO] * 12), "04.01", PROCESSES),
    )


def finished() -> Report:
    return report(
        exercise("running_total", [make_test(PASSED, measures=[PEAK, ALIVE]), *bare(PASSED)], "02.01"),
        exercise("keep_one_row", [make_test(PASSED, measures=[ALIVE])], "02.02"),
        exercise("fetch_all", [make_test(PASSED, measures=[IN_FLIGHT])], "04.01", PROCESSES),
        exercise("count_primes", bare(PASSED), "04.02", PROCESSES),
    )


def stopped() -> Report:
    return report(
        exercise("running_total", bare(PASSED), "02.01"),
        exercise("sliding_window", [], "02.02"),
        exercise("count_primes", [], "04.01", PROCESSES),
        interrupted=True,
    )


def long_names() -> Report:
    return report(
        exercise("count_the_words_of_a_very_long_book_by_length", bare(*[PASSED] * 12), "02.01"),
        exercise(
            "count_the_words_of_a_very_long_book_by_letter",
            [make_test(Outcome.FAILED, message="expected 'one two three', got 'one two' " * 9)],
            "02.02",
        ),
        exercise("sum", [make_test(Outcome.OVER, measures=[HUGE], message="All of it was in memory. " * 9)], "02.03"),
        exercise("count", [make_test(Outcome.LATE, name="test_ends")], "02.04"),
    )


def broken_grader() -> Report:
    return report(
        exercise("running_total", bare(PASSED), "02.01"),
        exercise("sliding_window", [], "02.02"),
        faults=["The worker's fork server did not start:\nOSError: [Errno 28] No space left on device", "cannot write"],
    )


def undecided() -> Report:
    share = Measure("share of work in parallel", 0.6, 0.65, relation="at least", exact=False)
    return report(exercise("count_primes", [*bare(PASSED), make_test(Outcome.UNSURE, measures=[share])], "04.01"))


BOARDS = {
    "mixed": mixed(),
    "all_todo": stub_tree(),
    "all_done": finished(),
    "interrupted": stopped(),
    "long_names": long_names(),
    "faults": broken_grader(),
    "unsure": undecided(),
    "empty": report(),
}


@pytest.mark.parametrize("name", BOARDS)
def test_golden(name: str) -> None:
    golden(f"scoreboard_{name}", scoreboard(BOARDS[name]))


@pytest.mark.parametrize("name", ["mixed", "empty", "faults"])
def test_golden_of_a_call_of_the_noxfile(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED_AS, "python3 noxfile.py")
    golden(f"scoreboard_{name}_as_program", scoreboard(BOARDS[name]))


def test_next_follows_the_ladder_and_shows_what_is_broken_first() -> None:
    found = next_exercise(
        report(
            exercise("first", bare(PASSED), "01.01"),
            exercise("second", bare(PASSED, TODO, Outcome.LATE, Outcome.FAILED), "01.02"),
            exercise("third", bare(Outcome.FAILED), "01.03"),
        )
    )
    assert found
    assert (found[0].name, found[1].outcome) == ("second", Outcome.LATE)
    found = next_exercise(report(exercise("first", bare(TODO), "01.01"), exercise("second", bare(Outcome.FAILED))))
    assert found
    assert found[0].name == "first"


def test_next_follows_the_levels_and_needs_whatever_the_numbers() -> None:
    rows = [exercise(name, bare(TODO), number) for name, number in (("a", "01.01"), ("b", "01.02"), ("c", "02.01"))]
    a, b, c = (replace(row, level=level) for row, level in zip(rows, ["deeper", "core", "core"], strict=True))
    assert [each.name for each, _ in next_exercises(report(a, b, c))] == ["b", "c", "a"]
    b = replace(b, needs=["02.01"])
    assert [each.name for each, _ in next_exercises(report(a, b, c))] == ["c", "b", "a"]


def test_what_nobody_has_written_yet_is_to_do_whatever_a_test_makes_of_it() -> None:
    its = exercise("one", bare(Outcome.FAILED, TODO), "01.01")
    for untouched, outcome in ((True, TODO), (False, Outcome.FAILED)):
        found = next_exercise(report(replace(its, untouched=untouched)))
        assert found
        assert found[1].outcome is outcome


def test_without_a_broken_one_the_first_to_do_is_next() -> None:
    found = next_exercise(report(exercise("one", bare(PASSED), "01.01"), exercise("two", bare(PASSED, TODO))))
    assert found
    assert (found[0].name, found[1].name) == ("two", "test_number_2")


@pytest.mark.parametrize("outcome", [PASSED, Outcome.UNSURE, Outcome.FAULT])
def test_nothing_is_next_where_nothing_is_left_to_the_learner(outcome: Outcome) -> None:
    assert next_exercise(report(exercise("one", bare(outcome)))) is None


def test_one_line_is_marked_as_next() -> None:
    lines = [line for line in str(scoreboard(mixed())).splitlines() if "<- next" in line]
    assert [line.split()[2] for line in lines] == ["sliding_window"]


def test_the_counts_stand_in_one_column() -> None:
    lines = [line for line in str(scoreboard(long_names())).splitlines() if " of 10 " in f"{line} "]
    assert len({line.index(" of ") for line in lines}) == 1


def test_an_interruption_after_the_last_exercise_says_how_many() -> None:
    text = str(scoreboard(report(exercise("one", bare(PASSED)), interrupted=True)))
    assert "interrupted: 1 exercise graded" in text


def test_a_message_in_wide_characters_fits() -> None:
    text = str(scoreboard(report(exercise("one", [make_test(Outcome.FAILED, message="数" * 99)]))))
    assert max(map(cell_len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("name", "requirement", "words"),
    [
        ("test_holds_one_total", "", "holds one total"),
        ("exercises/test_x.py::test_sums[3-a_b]", "", "sums [3-a_b]"),
        ("test_sums", "Sums the\n   readings.", "Sums the readings"),
    ],
)
def test_a_test_as_a_sentence(name: str, requirement: str, words: str) -> None:
    assert sentence(make_test(PASSED, name, requirement=requirement)) == words


def test_a_submission_is_named_with_what_was_ignored() -> None:
    found = mixed()
    found.submission, found.ignored = "inbox/alice.zip", [".github/workflows/grade.yml", "conftest.py"]
    lines = str(scoreboard(found)).splitlines()
    assert lines[-2:] == [
        "  submission: inbox/alice.zip",
        "  changed, ignored: 2 files: .github/workflows/grade.yml, conftest.py",
    ]


def test_of_many_ignored_files_the_first_are_named() -> None:
    found = mixed()
    found.ignored, found.ignored_more = [f"graders/{number}.py" for number in range(50)], 1200
    text = " ".join(str(scoreboard(found)).split())
    assert "changed, ignored: 1,250 files: graders/0.py," in text
    assert text.endswith("graders/4.py, and 1,245 more")


# What is worth knowing beside a verdict

SPEED = (
    "Who worked when, over 0.5 s:\n  worker 1  ###########.\n  worker 2  .###########\n"
    "0.9 s of work took 0.5 s: 1.8x the speed of one core; "
    "two processes of the grader's own got 1.7x to 1.9x just before and after (not judged)"
)


def noted(outcome: Outcome) -> Report:
    return report(exercise("count_primes", [make_test(outcome, notes=[SPEED])], "04.02", PROCESSES))


def test_the_notes_of_a_single_exercise_that_is_done() -> None:
    golden("scoreboard_note", scoreboard(noted(PASSED)))


def test_the_notes_of_a_failed_test_are_on_its_card() -> None:
    assert "s of work" not in str(scoreboard(noted(Outcome.OVER)))


def test_of_several_exercises_no_notes_are_shown() -> None:
    both = report(*noted(PASSED).exercises, *noted(PASSED).exercises)
    assert "s of work" not in str(scoreboard(both))
