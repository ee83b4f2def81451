"""A card says what happened with its number, why, and what to do next."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest
from rich.cells import cell_len

from graders.model.drawing import Curve, Drawing
from graders.model.invocation import CALLED_AS
from graders.model.report import ExerciseResult, Frame, Held, Measure, Outcome, TestResult
from graders.model.wording import ENDED
from graders.screens.card import card
from graders.screens.page import Page, Space
from graders.screens.pictures.small import BLOCKS
from graders.tests.screens.samples import (
    ITERATORS,
    PEAK,
    SEED,
    WINDOW_FILE,
    bare,
    exercise,
    fits,
    golden,
    make_test,
    over_memory,
)

WINDOW = Frame(WINDOW_FILE, 14, "sliding_window", "yield readings[start : start + size]")
DEEP = Frame(WINDOW_FILE, 9, "shrink", "return shrink(window[1:])")

FAILED = make_test(
    Outcome.FAILED,
    "test_hands_over_each_window[size-3]",
    message="The third window is not the one asked for.",
    detail="expected  [3, 4, 5]\ngot       [3, 4, 4]\n              ^",
    frames=[WINDOW],
    notes=["The input was seeded: 3 windows of 9 readings.", "first note\nwith a second line"],
)
COUNTS = make_test(
    Outcome.OVER,
    "test_keeps_few_rows",
    measures=[
        Measure("rows alive", 1200, 1),
        Measure("fetches in flight", 3, 4, relation="at least"),
        Measure("calls of key", 5, 4, relation="exactly"),
        Measure("rows kept after use", 12, 0),
        Measure("rows read", 3, 9),
    ],
)
CASES = {
    "failed": FAILED,
    "over_memory": over_memory(),
    "over_counts": COUNTS,
    "over_without_measure": make_test(Outcome.OVER),
    "over_at_least": make_test(Outcome.OVER, measures=[Measure("fetches in flight", 1, 4, relation="at least")]),
    "late": make_test(Outcome.LATE, seconds=10.02, frames=[WINDOW]),
    "crashed": make_test(
        Outcome.CRASHED, message="It recursed without end and crashed (signal 11).", frames=[WINDOW, *[DEEP] * 990]
    ),
    "refused": make_test(Outcome.REFUSED, message="Line 3 is not Python: '(' was never closed."),
    "unsure": make_test(
        Outcome.UNSURE,
        message="2 cores are there, and both are busy: no speed-up can be shown now.",
        measures=[Measure("share of work in parallel", 0.6, 0.65, relation="at least", exact=False)],
    ),
    "fault": make_test(Outcome.FAULT, message="The worker's scratch folder is full (0 bytes left)."),
    "passed": make_test(Outcome.PASSED, measures=[PEAK]),
    "todo": make_test(Outcome.TODO),
    "todo_with_advice": make_test(Outcome.TODO, advice="Make the test of the empty feed pass first."),
    "hostile": make_test(
        Outcome.FAILED,
        message="ValueError: [red]\x1b[2Jnot red[/red]",
        detail="got '\u202egnp.exe'\n    [link=x]y[/link]\tz  " + "long " * 30,
        frames=[Frame("C:\\tmp\\helper.py", 3, "<lambda>", "lambda: '\x07[bold]'")],
        output="[green]done[/green] \x1b]0;title\x07\r\n" + "".join(f"row {row}\n" for row in range(20)) + "x" * 900,
    ),
    "long_line_printed": make_test(Outcome.FAILED, output="9" * 500 + "\n"),
}


def window(test: TestResult, *others: TestResult) -> ExerciseResult:
    return exercise("sliding_window", [test, *others])


def drawn(test: TestResult, *others: TestResult) -> str:
    its = window(test, *others)
    return str(card(its, test, SEED))


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    its = window(CASES[name])
    golden(f"card_{name}", card(its, CASES[name], SEED))


def test_golden_of_an_exercise_half_done() -> None:
    its = window(*bare(Outcome.PASSED, Outcome.TODO, Outcome.TODO))
    golden("card_half_done", card(its, its.tests[1], SEED))


def test_golden_of_several_that_fail() -> None:
    names = [f"test_keeps_row_{number}_of_a_page_that_is_as_long_as_a_page_can_be" for number in range(4)]
    its = window(over_memory(), FAILED, *(make_test(Outcome.FAILED, name) for name in names), *bare(Outcome.PASSED))
    golden("card_several", card(its, its.tests[0], SEED))


@pytest.mark.parametrize("name", ["over_memory", "over_counts"])
def test_golden_beside_the_try_before(name: str) -> None:
    its = window(CASES[name])
    worse = [msgspec.structs.replace(measure, value=2.5 * measure.value) for measure in CASES[name].measures]
    before = window(make_test(Outcome.OVER, CASES[name].name, measures=worse))
    golden(f"card_{name}_before", card(its, CASES[name], SEED, before))


@pytest.mark.parametrize("name", ["test_keeps_one_window", "test_another"])
def test_a_try_before_of_the_same_number_or_by_another_test_says_nothing(name: str) -> None:
    its = window(CASES["over_memory"])
    value = CASES["over_memory"].measures[0].value * (1 if name == CASES["over_memory"].name else 2)
    same = msgspec.structs.replace(CASES["over_memory"].measures[0], value=value)
    before = window(make_test(Outcome.OVER, name, measures=[same]))
    shown = str(card(its, CASES["over_memory"], SEED, before))
    assert shown == str(card(its, CASES["over_memory"], SEED))


def test_a_refused_file_names_no_other_tests() -> None:
    its = window(CASES["refused"], make_test(Outcome.REFUSED, "test_other"))
    assert "Also failing" not in str(card(its, its.tests[0], SEED))


@pytest.mark.parametrize("name", ["failed", "todo", "fault"])
def test_golden_of_a_call_of_the_noxfile(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED_AS, "python3 noxfile.py")
    its = window(CASES[name])
    golden(f"card_{name}_as_program", card(its, CASES[name], SEED))


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.TODO}))
def test_every_outcome_has_a_cause_and_a_next_step(outcome: Outcome) -> None:
    text = drawn(make_test(outcome))
    assert "What happened   " in text
    assert "What to try     " in text
    assert text.endswith("Replay          nox -s grade -- sliding_window --seed 4711\n")


@pytest.mark.parametrize(("outcome", "words"), [(Outcome.UNSURE, "None lost"), (Outcome.FAULT, "not yours")])
def test_says_what_is_no_mistake_of_the_learner(outcome: Outcome, words: str) -> None:
    assert words in drawn(make_test(outcome, advice="Do this."))


def test_a_to_do_is_never_shown_as_a_failure() -> None:
    text = drawn(make_test(Outcome.TODO)).lower()
    assert "fail" not in text
    assert "what happened" not in text


def test_a_title_that_says_more_than_the_name_heads_an_untouched_stub() -> None:
    its = ExerciseResult("02.02", "sliding_window", "A window on a river", ITERATORS, WINDOW_FILE, bare(Outcome.TODO))
    assert str(card(its, its.tests[0], SEED)).startswith("  02.02 sliding_window: A window on a river\n")


def test_an_untouched_stub_begins_with_what_its_first_test_asks_for() -> None:
    asked = make_test(Outcome.TODO, requirement="The oldest of three trees is found.", advice="Not its number.")
    its = exercise("oldest_tree", [asked])
    assert "Begin with      Not its number.\n" in str(card(its, asked, SEED))
    untouched = str(card(msgspec.structs.replace(its, untouched=True), asked, SEED))
    assert "Begin with      The oldest of three trees is found.\n" in untouched


def test_a_count_that_was_stopped_says_so_in_place_of_by_how_much_it_is_over() -> None:
    calls = Measure("score calls", 101, 100)
    text = drawn(make_test(Outcome.OVER, measures=[calls], message=f"score calls: 101, at most 100 allowed{ENDED}"))
    assert "your score calls    101  over, and stopped there\n" in text
    assert "over by 1 call\n" in drawn(make_test(Outcome.OVER, measures=[calls]))


def test_the_last_frame_names_the_place() -> None:
    its = exercise("sliding_window", [make_test(Outcome.FAILED, frames=[WINDOW, Frame("/tmp/x/helper.py", 3, "help")])])
    assert "  /tmp/x/helper.py:3\n" in str(card(its, its.tests[0], SEED))


def test_the_graded_file_is_named_by_its_path_in_the_repository() -> None:
    text = drawn(make_test(Outcome.FAILED, frames=[Frame("/scratch/sliding_window.py", 14, "sliding_window")]))
    assert f"  {WINDOW_FILE}:14\n" in text


@pytest.mark.parametrize("value", [65537.0, 70000.0, 2.0**41, float("inf"), float("nan")])
def test_the_bars_of_any_peak_fit(value: float) -> None:
    measure = Measure("peak memory of the whole tree of workers", value, 65536, unit="bytes")
    lines = drawn(make_test(Outcome.OVER, measures=[measure])).splitlines()
    assert max(map(len, lines)) <= 80
    assert "64 KiB" in lines[4]


def test_nothing_used_draws_no_bar() -> None:
    measure = Measure("growth", 4096, 0, unit="bytes")
    lines = drawn(make_test(Outcome.OVER, measures=[measure])).splitlines()
    assert lines[3].count("#") == 37
    assert "#" not in lines[4]


def test_values_that_differ_at_their_end_are_shown_to_their_end() -> None:
    detail = f"expected {'7' * 300}1\ngot      {'7' * 300}2"
    body = drawn(make_test(Outcome.FAILED, detail=detail)).replace("\n    : ", "")
    assert "71\n|got" in body.replace(" ", "")
    assert "7" * 300 + "2" in body.replace(" ", "")


def test_a_detail_begins_without_blank_lines() -> None:
    assert "\n\n    |   one\n    |\n    | two\n\n" in drawn(make_test(Outcome.FAILED, detail="  \n\n  one\n\ntwo\n"))


def test_a_detail_of_very_many_lines_says_how_many_are_left() -> None:
    assert "    ... 880 more lines\n" in drawn(make_test(Outcome.FAILED, detail="line\n" * 1000))


def test_a_message_without_end_is_cut_with_a_count() -> None:
    text = drawn(make_test(Outcome.FAILED, message="x" * 17_000, detail="y" * 16_001))
    assert "                  ... 1,000 more characters\n" in text
    assert "    ... 1 more character\n" in text


def test_the_last_of_many_calls_are_shown() -> None:
    frames = [Frame(WINDOW_FILE, 9 + place % 2, "shrink", "return shrink(window[1:])") for place in range(30)]
    assert "      ... 20 more calls\n" in drawn(make_test(Outcome.CRASHED, frames=frames))


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("name", [*CASES, "several"])
def test_a_card_on_a_small_screen_is_whole(name: str, columns: int) -> None:
    many = [make_test(Outcome.FAILED, f"test_number_{place}") for place in range(6)]
    test = CASES.get(name, FAILED)
    its = window(test, *(many if name == "several" else ()))
    page = card(its, test, SEED, space=Space(columns, 19))
    lines = ["".join(span.text for span in line) for line in page.lines(columns)]
    assert all(fits(line, columns) for line in lines)
    assert page.height(columns) <= (21 if columns == 60 else 19)  # there the path alone takes two


def test_what_a_small_screen_leaves_out_is_counted() -> None:
    many = [make_test(Outcome.FAILED, f"test_number_{place}") for place in range(6)]
    long = make_test(Outcome.FAILED, message="no", output="row\n" * 30, frames=[WINDOW, *[DEEP, WINDOW] * 9])
    shorter, shortest = (str(card(window(long, *many), long, SEED, space=Space(lines=most))) for most in (36, 5))
    assert "... 16 more calls" in shorter
    assert "... 26 more lines" in shorter
    assert "number 5" in shorter
    assert "... 29 more lines" in shortest
    assert "  Also failing    6 other tests: nox -s grade -- sliding_window -v\n" in shortest


def test_where_a_line_of_source_has_no_room_the_size_still_has() -> None:
    held = [Held("share_frames_between_processes.py", 14, "frames = list(source)", 2**20)]
    test = make_test(Outcome.OVER, held=held)
    text = str(card(window(test), test, SEED, space=Space(56)))
    assert "      share_frames_between_processes.py:14   1 MiB\n" in text


def test_without_bars_the_numbers_stand_alone() -> None:
    assert "#" not in str(card(window(over_memory()), over_memory(), SEED, space=Space(bars=False)))


def test_many_held_lines_are_counted() -> None:
    held = [
        Held(f"a_module_of_a_very_long_name_{place}_indeed.py", place, "x = " + "数" * 40, 2**20) for place in range(9)
    ]
    text = drawn(make_test(Outcome.OVER, held=held))
    assert "... 1 more place\n" in text
    assert max(map(cell_len, text.splitlines())) <= 80


def test_importing_the_card_leaves_the_slow_parts_of_rich_alone() -> None:
    code = "import sys, graders.screens.card; sys.exit(bool({'rich.console', 'rich.progress'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_card_is_a_page() -> None:
    assert isinstance(card(window(FAILED), FAILED, SEED), Page)


def test_a_test_by_the_workers_word_has_one_quiet_line() -> None:
    test = make_test(Outcome.OVER, message="too many", by_word="only it can tell")
    drawn = str(card(exercise("sliding_window", [test]), test, SEED))
    assert drawn.count("worker's word") == 1
    assert "  Measured        by the worker's word: only it can tell\n" in drawn


def with_curve(measure: Measure, **space: bool) -> list[str]:
    """The lines of a card whose measure came about in the shape of a ramp."""
    test = over_memory()
    test.measures = [measure]
    high = [int(measure.value * share / 10) for share in range(1, 11)]
    test.drawing = Drawing([Curve(measure.what, measure.bound, "items taken", list(range(1, 11)), high, high)])
    return str(card(exercise("sliding_window", [test]), test, SEED, space=Space(**space))).split("\n")


RAMP = Measure("peak memory", 160_000, 65_536, unit="bytes", exact=False)


def test_a_curve_is_drawn_in_blocks_where_there_are_some() -> None:
    (line,) = [line for line in with_curve(RAMP, blocks=True) if "over time" in line]
    assert line.endswith("  10 items taken")
    blocks = line.split()[2]
    assert list(blocks) == sorted(blocks)
    assert {*blocks} == {*BLOCKS}
    assert not [line for line in with_curve(RAMP) if "over time" in line]


def test_a_narrow_card_has_no_curve() -> None:
    test = over_memory()
    test.measures = [RAMP]
    test.drawing = Drawing([Curve("peak memory", 65_536, "items taken", [1], [1], [160_000])])
    assert "over time" not in str(card(exercise("sliding_window", [test]), test, SEED, space=Space(40, blocks=True)))


def test_the_curve_of_another_measure_is_not_drawn() -> None:
    test = over_memory()
    test.drawing = Drawing([Curve("memory kept", 1, "items taken", [1], [1], [2])])
    assert "over time" not in str(card(exercise("sliding_window", [test]), test, SEED, space=Space(blocks=True)))
