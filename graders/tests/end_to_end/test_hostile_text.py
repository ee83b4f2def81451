"""Random hostile text through the real doors: it steers no screen, no file and no runner, and forges no line."""

from __future__ import annotations

import io
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from graders import probe
from graders.bounds.lifetime import lives
from graders.bounds.threads import no_threads_left
from graders.judge import results, trial
from graders.judge.trial import safe, verdict_of
from graders.model.drawing import Drawing
from graders.model.report import (
    Crashed,
    Failed,
    Frame,
    Held,
    Measure,
    Outcome,
    Over,
    Report,
    TestResult,
)
from graders.model.text import (
    DETAIL_BYTES,
    LINE_BYTES,
    MESSAGE_BYTES,
    NAME_BYTES,
    OUTPUT_BYTES,
    one_line,
    printable,
)
from graders.screens.card import card
from graders.screens.page import MAX_WIDTH, Page
from graders.screens.scoreboard import scoreboard
from graders.screens.standings import STATES
from graders.screens.terminal import terminal
from graders.tests.conftest import MakesExecution
from graders.tests.screens.samples import SEED, exercise, fits, make_test, report
from graders.workers import execution
from graders.workers.execution import Execution
from graders.workers.handles import LearnerError
from graders.workers.inside import errors
from graders.workers.worker import Raised

BOARD = "    done   02.01  running_total  4 of 4   \n  10 of 10 points\n"
PIECES = r"""
: :: ::error\x20file=a,line=1:: ::stop-commands::t \x20::add-mask::x # ## [ ##[error] ##vso[task.complete] ##teamcity[x]
\n \n\n \r \r\n \t \x20 \x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20 \0 \a \b \v \x85 \u2028 \u2029 \ud800
\x1b[2J \x1b[1A\x1b[2K \x1b]8;;http://x\x1b\\ \x1b]0;title\a \x9b31m \u202e \u2066 \u2069 \u200b \u200d \xad \ufeff
\u034f \u3164 \u2800 \ufe0f \u0301 \u0301\u0301\u0301\u0301\u0301\u0301 \u20dd \u6570 \U0001f469\u200d\U0001f467
\u2764\ufe0f \U0001f1e8\U0001f1ed \u05d0 [red] [/] [link=http://x]y[/link] |\x20 :\x20 word long_word_long_word
assert\x20 AssertionError:\x20 \\ \\x1b " ' ` <b> --> ... %0A \n\x20\x20What\x20to\x20try\x20\x20\x20\x20\x20pay\n
"""
NASTY = [*(piece.encode().decode("unicode_escape") for piece in PIECES.split()), BOARD, "\n" + BOARD]
SEEDS = range(40)
STATE = re.compile(rf" {{4}}({'|'.join({span.text for span in STATES.values()})})\b")
"""How the line of an exercise begins."""

COLOUR = re.compile(r"\x1b\[[\d;]*m")
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
SCHEMA = jsonschema.Draft202012Validator(results.schema())


def hostile(chance: random.Random, most: int = 24) -> str:
    return "".join(chance.choices(NASTY, k=chance.randrange(1, most)))


def steers(text: str) -> bool:
    """True where a line of a text holds a command of a CI runner, or what moves a cursor, turns or hides."""
    lines = re.split(r"[\r\n]", text)
    commands = [line for line in lines if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]
    return bool(commands) or any(unicodedata.category(each) in UNSEEN for each in text if each not in "\n\t")


class Screen(io.TextIOWrapper):
    """A stream of any encoding that is a terminal, or none."""

    def __init__(self, encoding: str, live: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")
        self.live = live

    def isatty(self) -> bool:
        return self.live


def drawn(page: Page, columns: int, colour: bool, encoding: str) -> str:
    screen = Screen(encoding, live=columns != 80 or colour)
    environ = {"TERM": "xterm-256color", "COLUMNS": str(columns)} | ({} if colour else {"NO_COLOR": "1"})
    terminal(screen, environ).print(page)
    screen.flush()
    buffer = screen.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(encoding)


def result(chance: random.Random, name: str = "test_kata") -> TestResult:
    """A result as if every text in it were the learner's choice."""
    lines = [Frame(hostile(chance), 3, hostile(chance), hostile(chance)) for _ in range(2)]
    return make_test(
        chance.choice([Outcome.FAILED, Outcome.OVER, Outcome.CRASHED, Outcome.REFUSED, Outcome.FAULT]),
        name,
        message=hostile(chance),
        detail=hostile(chance, 60),
        advice=hostile(chance),
        measures=[Measure(hostile(chance), 5, 3), Measure(hostile(chance), 5, 3, unit="bytes")],
        frames=lines,
        held=[Held(hostile(chance), 3, hostile(chance), 70)],
        notes=[hostile(chance)],
        output=hostile(chance, 60),
    )


def graded(chance: random.Random, door: Any) -> Report:
    """A report of two exercises in which every text went through a door."""
    tests = [[door(result(chance, f"test_{place}")) for place in range(2)] for _ in range(2)]
    its = [exercise(name, made) for name, made in zip(("sliding_window", "merge_feeds"), tests, strict=True)]
    found = report(*its, faults=[hostile(chance)])
    found.submission, found.ignored = hostile(chance), [hostile(chance) for _ in range(4)]
    return found


def pages(found: Report) -> Iterator[Page]:
    yield scoreboard(found)
    for its in found.exercises:
        for test in its.tests:
            yield card(its, test, found.seed)


def texts(data: Any) -> Iterator[str]:
    """Every text in a piece of JSON."""
    if isinstance(data, str):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from texts(each)


@pytest.mark.parametrize("seed", SEEDS)
def test_printable_text_steers_nothing_and_stays_as_it_is(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        text, most = hostile(chance), chance.choice([40, 200, OUTPUT_BYTES])
        shown, line = printable(text, most), one_line(text, most)
        assert not steers(shown + "\n" + line)
        assert "\n" not in line
        assert max(len(shown.encode()), len(line.encode())) <= most
        assert (printable(shown, most), one_line(line, most)) == (shown, line)


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("colour", [True, False], ids=["colour", "plain"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("door", [safe, lambda result: result], ids=["behind the door", "without it"])
def test_no_screen_can_be_steered_or_forged(columns: int, colour: bool, encoding: str, door: Any) -> None:
    for seed in SEEDS[:8]:
        found = graded(random.Random(seed), door)
        for page in pages(found):
            text = drawn(page, columns, colour, encoding)
            assert colour or "\x1b" not in text
            told = COLOUR.sub("", text)
            assert not steers(told)
            assert all(fits(line, min(columns, MAX_WIDTH)) for line in told.split("\n"))
        board = COLOUR.sub("", drawn(scoreboard(found), columns, colour, encoding)).split("\n")
        assert sum(bool(STATE.match(line)) for line in board) == len(found.exercises)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_what_is_printed_and_compared_stands_behind_a_bar(columns: int) -> None:
    test = safe(make_test(Outcome.FAILED, message=BOARD, detail=BOARD * 2, output=BOARD * 2 + "x" * 300))
    its = exercise("sliding_window", [test])
    lines = drawn(card(its, test, SEED), columns, False, "utf-8").split("\n")
    quoted = [line for line in lines if "02.01" in line or "of 10 points" in line or "xxx" in line]
    assert sum(bool(re.match(r" {4,6}[|:] ", line)) for line in quoted) >= 8
    assert all(re.match(r" {4,6}[|:] |  What happened|  {16}", line) for line in quoted)
    assert not any(STATE.match(line) for line in lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_results_json_is_valid_and_holds_nothing_that_steers(seed: int, tmp_path: Path) -> None:
    found = graded(random.Random(seed), safe)
    found.submission, found.ignored, found.faults = "", [], []
    file = tmp_path / "results.json"
    results.write(found, file)
    data = json.loads(file.read_text(encoding="utf-8"))
    SCHEMA.validate(data)
    assert not any(map(steers, texts(data)))
    assert not steers(file.read_text(encoding="utf-8"))
    tests = [test for its in data["exercises"] for test in its["tests"]]
    assert not [test for test in tests if "\n" in test["message"] + test["frames"][0]["file"] + test["held"][0]["text"]]


def test_every_text_has_its_limit() -> None:
    endless = "\u202e" * 100_000
    test = make_test(Outcome.FAILED, message=endless, detail=endless, output=endless, notes=[endless])
    test.measures, test.held = [Measure(endless, 1, 1)], [Held(endless, 1, endless, 1)]
    test.frames = [Frame(endless, 1, endless, endless)]
    test.drawing = Drawing(keepers=[[endless]])
    told = json.loads(msgspec.json.encode(safe(test)))
    longest = {field: max(map(len, texts(found)), default=0) for field, found in told.items()}
    assert (longest["output"], longest["detail"], longest["message"]) == (OUTPUT_BYTES, DETAIL_BYTES, MESSAGE_BYTES)
    assert (longest["frames"], longest["held"], longest["measures"]) == (LINE_BYTES, LINE_BYTES, NAME_BYTES)
    assert longest["drawing"] == NAME_BYTES


@pytest.mark.parametrize("room", range(30, 78))
def test_names_of_strangers_files_never_look_like_the_line_of_an_exercise(room: int) -> None:
    found = report(exercise("sliding_window", [make_test(Outcome.PASSED)]))
    found.submission = f"{'x' * room} {BOARD.strip()}"
    found.ignored = [f"{'x' * room}", *BOARD.strip().split("\n")]
    for columns in (40, 80):
        lines = drawn(scoreboard(found), columns, False, "utf-8").split("\n")
        assert sum(bool(STATE.match(line)) for line in lines) == 1


# The doors themselves, with a worker behind them


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_learner_raises_is_told_in_one_line_with_its_place(seed: int, execute: MakesExecution) -> None:
    chance = random.Random(seed)
    text, times = hostile(chance), chance.choice([1, 400])
    made = execute(f"def total():\n    raise type('Odd', (ValueError,), {{}})({text!a} * {times})\n")
    told = safe(TestResult("test_kata", Outcome.FAILED, verdict_of(raised(made), made).message))
    assert not steers(told.message)
    assert told.message.startswith("raised Odd")
    assert told.message.endswith(" at kata.py:2, instead of returning")
    assert len(told.message.encode()) <= MESSAGE_BYTES


def raised(made: Execution) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        made.ask("__call__", ("g", "total"))
    return caught.value


def test_a_comparison_that_was_forged_as_a_command_is_none(execute: MakesExecution) -> None:
    made = execute("total = 1")
    error = AssertionError("assert ::error::x\n##AssertionError: [x]\n  ::warning::y")
    found = verdict_of(error, made)
    told = safe(make_test(Outcome.FAILED, message=found.message, detail=found.detail))
    assert told.message == r"\x3a:error::x"
    assert not steers(told.detail)


def test_names_and_paths_of_calls_are_single_short_lines(execute: MakesExecution) -> None:
    source = (
        "def total():\n    raise ValueError\ntotal.__code__ = total.__code__.replace(co_name='\\n' + '::e::' * 99)\n"
    )
    (frame,) = raised(execute(source)).frames
    assert frame.function.startswith(r"\n::e::")
    assert len(frame.function) <= 80


def test_a_worker_that_sends_very_many_calls_is_cut(execute: MakesExecution) -> None:
    made = execute("total = 1")
    told = Raised(names=["ValueError"], text="", frames=[("kata.py", 1, "total")] * 5000)
    error = made.worker._exception(told)
    assert isinstance(error, LearnerError)
    assert len(error.frames) == errors.FRAMES


def test_the_exit_of_a_learner_is_told_in_one_short_line(execute: MakesExecution) -> None:
    made = execute("import sys\ndef total():\n    sys.exit('\\n::error::' * 99)\n")
    with pytest.raises(Crashed) as caught:
        made.ask("__call__", ("g", "total"))
    assert caught.value.message.startswith(r"called sys.exit(\n::error::\n::error::")
    assert caught.value.message.endswith("...) at kata.py:3")


KEEPS = """
kept = {}
def keep(tile):
    kept["\\n::error::\\x1b[2J"] = tile
    def closure():
        return tile
    closure.__qualname__ = "\\n    done   02.01\\x1b" + "q" * 9999
    tile.self = closure
"""


@probe
class Tile:
    pass


def test_what_keeps_an_object_is_told_in_short_lines(execute: MakesExecution) -> None:
    made = execute(KEEPS, test_file=Path(__file__))
    with lives(Tile) as tiles:
        made.ask("__call__", ("g", "keep"), (Tile(),))
        with pytest.raises(Over) as caught:
            tiles.at_most(0, "tiles alive")
    told = safe(make_test(Outcome.OVER, detail=caught.value.detail)).detail
    assert not steers(told)
    assert all(re.match("One of them|  a|  the", line) and len(line) <= LINE_BYTES + 2 for line in told.split("\n"))
    assert r"\n    done   02.01\x1bqqq" in told


def test_names_of_threads_steer_nothing(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    made = execute("total = 1")
    assert made.worker.pid
    monkeypatch.setattr(made, "service", lambda name, **more: ["\n::error::x", "##[error]\x1b[2J"])
    monkeypatch.setattr("graders.bounds.threads.GRACE_SECONDS", 0.01)
    with pytest.raises(Over) as caught:
        no_threads_left()
    assert not steers(safe(make_test(Outcome.OVER, detail=caught.value.detail)).detail)


def test_the_command_line_of_a_process_that_is_left_is_one_line(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = execute("total = 1")
    monkeypatch.setattr(made, "leftovers", lambda: ["77 x\n::error::\x1b[2J"])
    verdict = trial._left_behind(execution.current())
    assert isinstance(verdict, Failed)
    told = safe(make_test(Outcome.FAILED, message=verdict.message)).message
    assert told == r"left 1 process running: 77 x\n::error::\x1b[2J"
