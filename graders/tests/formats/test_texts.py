"""The words beside a row, and what a platform takes of them."""

from __future__ import annotations

import random

import pytest

from graders.formats import rows, texts
from graders.model.report import POINTS_RULE, Frame, Held, Outcome, Reach
from graders.model.text import MESSAGE_BYTES
from graders.tests.formats.samples import cut_short, handed_in
from graders.tests.screens.samples import WINDOW_FILE, exercise, make_test, report


def test_the_texts_of_a_row_that_failed() -> None:
    found = handed_in()
    window = found.exercises[1]
    failed = next(test for test in window.tests if "[size-3]" in test.name)
    assert texts.short(window, failed).split("\n") == [
        "got [3, 4, 4] | 100% wrong, see http://example.org",
        f"{WINDOW_FILE}:9",
        "Stuck? nox -s hint -- sliding_window",
    ]
    assert texts.of_test(window, failed, found).startswith("  02.02 sliding_window: Hands over each window\n")


def test_the_text_of_a_row_has_a_line_for_each_test_and_one_card() -> None:
    found = handed_in()
    behaviour, bounds = (row for row in rows.rows(found) if row.exercise is found.exercises[1])
    lines = texts.long(behaviour, found).split("\n")
    assert lines[:5] == [
        "1 of 4 tests: got [3, 4, 4] | 100% wrong, see http://example.org",
        "passed    02.02 sliding_window: number 1 [by the worker's word]",
        "passed    02.02 sliding_window: number 2",
        "passed    02.02 sliding_window: number 3",
        "failed    02.02 sliding_window: Hands over each window [size-3]",
    ]
    assert "  02.02 sliding_window: Hands over each window" in lines
    assert texts.long(bounds, found).count("What happened") == 1
    done = rows.bounds(found.exercises[0])
    assert texts.long(done, found) == "passed    02.01 running_total: keeps one window"


def test_advice_is_told_and_a_fault_has_no_hint() -> None:
    tests = [make_test(Outcome.LATE, advice="Read less."), make_test(Outcome.FAULT), make_test(Outcome.PASSED)]
    its = exercise("sliding_window", tests)
    late, fault, passed = (texts.short(its, test) for test in tests)
    assert "What to try: Read less." in late
    assert "Stuck?" not in fault
    assert passed == texts.of_test(its, tests[2], report()) == ""


def test_what_is_no_test_has_one_line() -> None:
    found = cut_short()
    told = [texts.long(row, found) for row in rows.rows(found)[2:]]
    assert told == [rows.NOT_RUN, found.faults[0], rows.INTERRUPTED]


def test_the_own_line_is_the_last_call_in_the_file_then_what_held_memory() -> None:
    frames = [Frame(WINDOW_FILE, 3, "a"), Frame(WINDOW_FILE, 5, "b"), Frame(f"other/{WINDOW_FILE}", 7, "c")]
    held = [Held("other.py", 1, "", 9), Held(WINDOW_FILE, 11, "", 8)]
    its = exercise("sliding_window", [])
    assert texts.own_line(its, make_test(Outcome.FAILED, frames=frames, held=held)) == 5
    assert texts.own_line(its, make_test(Outcome.OVER, held=held)) == 11
    assert texts.own_line(its, make_test(Outcome.FAILED, frames=[Frame(WINDOW_FILE, -1, "a")])) == 0


def test_what_rests_on_the_workers_word_is_counted_and_its_places_are_capped() -> None:
    tests = [
        make_test(Outcome.PASSED, by_word="why"),
        make_test(Outcome.FAILED, by_word="why"),
        make_test(Outcome.PASSED),
    ]
    its = exercise("sliding_window", tests)
    its.reaches = [Reach(WINDOW_FILE, line, "inspect") for line in range(1, texts.MAX_REACHES + 3)]
    counted, places = texts.by_word(report(its))
    assert counted.endswith("2 tests of 02.02 sliding_window (2)")
    assert places.endswith(f"sliding_window.py:{texts.MAX_REACHES} inspect, and 2 more")
    its.reaches = []
    assert texts.by_word(report(its)) == [counted]
    assert texts.by_word(report()) == []


def test_a_row_by_the_workers_word_says_so_and_is_worth_the_same() -> None:
    passed_test = make_test(Outcome.PASSED, by_word="why")
    its = exercise("sliding_window", [passed_test, make_test(Outcome.OVER, "test_b", by_word="why", bound=True)])
    passed, over = rows.rows(report(its))
    assert (passed.told, passed.mark, passed.score) == ("[by the worker's word]", rows.BY_WORD, 5)
    assert (over.told, over.score) == ("A bound is broken. [by the worker's word]", 0)
    assert rows.told_of(passed_test) == "[by the worker's word]"
    kept = [make_test(Outcome.FAILED), make_test(Outcome.PASSED, by_word="why", bound=True)]
    assert rows.rows(report(exercise("sliding_window", kept)))[1].told == f"{rows.IN_VAIN} [by the worker's word]"
    long = make_test(Outcome.FAILED, message="x" * 5_000, by_word="why")
    row = rows.rows(report(exercise("sliding_window", [long])))[0]
    assert row.told.endswith("... [by the worker's word]")
    assert len(row.told) <= MESSAGE_BYTES


def test_remarks_hold_what_is_to_be_known() -> None:
    assert texts.remarks(handed_in()) == [
        "21 of 55 points",
        POINTS_RULE,
        "Submission: inbox/alice_[1].zip",
        "Changed or added, without any influence: 5 files: .github/workflows/classroom.yml, conftest.py, and 3 more",
        "By the worker's word, since nothing outside of it can tell: 1 test of 02.02 sliding_window (1)",
        "Reaching for the interpreter there: sliding_window.py:3 gc.get_objects, sliding_window.py:9 a|b *c* @d",
        "The submitted code was held by: separate process",
        "Random inputs: seed 4711",
    ]
    assert texts.remarks(cut_short())[2:4] == [cut_short().faults[0], rows.INTERRUPTED]


def test_one_ignored_file_is_one() -> None:
    found = report()
    found.ignored = ["conftest.py"]
    assert texts.ignored(found).endswith("influence: 1 file")
    assert texts.ignored_names(found) == ["conftest.py"]


@pytest.mark.parametrize("seed", range(50))
def test_fitted_texts_keep_the_room_and_short_ones_stay_whole(seed: int) -> None:
    chance = random.Random(seed)
    given = [chance.choice("aä数") * chance.randrange(200) for _ in range(chance.randrange(30))]
    room = chance.randrange(3000)
    made = texts.fitted(given, room)
    sizes = [len(text.encode()) for text in made]
    assert sum(sizes) <= room
    assert [
        text for text, kept in zip(given, made, strict=True) if len(text.encode()) <= room // 30 and text != kept
    ] == []
    if sum(len(text.encode()) for text in given) <= room:
        assert made == given


@pytest.mark.parametrize(("most", "kept"), [(9, "ab数数"), (8, "ab数数"), (7, "ab..."), (3, "..."), (2, ".."), (0, "")])
def test_a_text_is_cut_between_characters(most: int, kept: str) -> None:
    assert texts.cut("ab数数", most) == kept
