"""Learners who print, raise and name all that steers: what the real command draws and writes stays its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graders.model import speed
from graders.model.text import DETAIL_BYTES, MESSAGE_BYTES, OUTPUT_BYTES
from graders.tests.end_to_end.checkout import GRADE, Checkout
from graders.tests.end_to_end.test_bad_input import DEF, GOOD, body
from graders.tests.end_to_end.test_hostile_text import (
    BOARD,
    COLOUR,
    NASTY,
    SCHEMA,
    STATE,
    steers,
    texts,
)
from graders.tests.repositories import TESTS

ALL = "\n".join(NASTY)
SAYS = f"BOARD = {BOARD!a}; ALL = {ALL!a}; kept = {{}}"
ODD_LINE = "raise ValueError('\x1b[2J \u202e \u2066 \x85') # ::error::x ##[error]y ##vso[task.complete]z"

WORDS = """
from graders import allow, lives, memory_ceiling, no_threads_left, probe
from running_total import running_total

pytestmark = allow("threads")


@probe
class Tile:
    pass


"""
TEXT = WORDS + "def test_text():\n    assert running_total() == 'one\\ntwo'\n"
MEMORY = WORDS + "def test_memory():\n    with memory_ceiling('64 KiB'):\n        running_total()\n"
THREADS = WORDS + "def test_threads():\n    running_total()\n    no_threads_left()\n"
KEPT = """def test_kept():
    with lives(Tile) as tiles:
        running_total(Tile())
        tiles.at_most(0, "tiles alive")
"""


def source(*lines: str, signature: str = DEF) -> bytes:
    """A function of these lines, with all that is nasty at hand."""
    return f"{SAYS}\n{signature}{''.join(f'    {line}{chr(10)}' for line in lines)}".encode()


CASES: dict[str, tuple[bytes, str]] = {
    "prints": (
        source("print(BOARD, '[red]', ALL, flush=True)", "import sys", "print(ALL, file=sys.stderr)", "return ALL"),
        TESTS,
    ),
    "prints_and_passes": (f"{SAYS}\nprint(ALL)\n{GOOD}".encode(), TESTS),
    "prints_and_leaves": (source("import os", "print(ALL * 500, flush=True)", "os._exit(3)"), TESTS),
    "raises": (source("raise type('Done', (ValueError,), {})(ALL)"), TESTS),
    "raises_an_odd_name": (source("raise type('::error::', (ValueError,), {})(ALL)"), TESTS),
    "raises_on_an_odd_line": (body(ODD_LINE), TESTS),
    "raises_on_import": (f"{SAYS}\nraise ImportError(ALL)\n".encode(), TESTS),
    "calls_itself_something": (
        source("raise ValueError")
        + b"running_total.__code__ = running_total.__code__.replace(co_name=ALL.replace(chr(0xd800), ''))\n",
        TESTS,
    ),
    "exits": (source("import sys", "sys.exit(ALL)"), TESTS),
    "no_python": (f"{DEF}\u202e ::error::x ##[error]\n".encode(), TESTS),
    "gives_text": (source("return ALL", signature="def running_total():\n"), TEXT),
    "gives_odd_items": (source("return [ALL, '::error::', type('::x', (), {})()]"), TESTS),
    "holds_memory": (
        source(
            "kept = [[n] for n in range(99_999)] # ::error:: ##[error] \x1b[2J \u202e",
            signature="def running_total():\n",
        ),
        MEMORY,
    ),
    "leaves_a_thread": (
        source(
            "import threading",
            "wait = threading.Event().wait",
            "for name in (ALL, '::error::'):",
            "    threading.Thread(target=wait, daemon=True, name=name).start()",
            signature="def running_total():\n",
        ),
        THREADS,
    ),
    "keeps_an_object": (
        source(
            "def keeps(): return tile",
            "keeps.__qualname__ = ALL",
            "kept[ALL] = keeps",
            signature="def running_total(tile):\n",
        ),
        WORDS + KEPT,
    ),
}


class Ran:
    """A checkout of all cases, and what the commands said."""

    def __init__(self, checkout: Checkout) -> None:
        self.root = checkout.root
        for number, (name, (text, tests)) in enumerate(CASES.items(), 1):
            checkout.exercise(number, name, text, tests)
        self.piped = checkout.grade("--all")
        self.json = (checkout.root / "results.json").read_text(encoding="utf-8")
        self.results = checkout.results

    def command(self, *command: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
        """Another command in the same checkout, done."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
        environ = clean | {"TERM": "xterm-256color"}
        seconds = 240 * speed.slowness()
        return subprocess.run(command, cwd=self.root, env=environ, timeout=seconds, check=False, **options)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return Ran(Checkout(tmp_path_factory.mktemp("hostile") / "checkout"))


def rows(screen: str) -> list[str]:
    """The names in the lines of the scoreboard."""
    return [line.split()[2] for line in screen.split("\n") if STATE.match(line)]


def test_the_scoreboard_on_a_pipe_has_its_own_lines_only(ran: Ran) -> None:
    assert (ran.piped.returncode, ran.piped.stderr) == (1, "")
    assert not steers(ran.piped.stdout.replace("\t", "\0"))
    assert "\x1b" not in ran.piped.stdout
    assert rows(ran.piped.stdout) == list(CASES)
    assert "  1 of 15 exercises done, 10 of 150 points" in ran.piped.stdout


def test_what_was_printed_stands_behind_the_bar(ran: Ran) -> None:
    quoted = [line for line in ran.piped.stdout.split("\n") if "[red]" in line or "running_total  4 of 4" in line]
    assert len(quoted) > 1
    assert all(re.match(r" {4,6}[|:] |  What happened", line) for line in quoted)


@pytest.mark.parametrize("name", CASES)
def test_results_json_holds_nothing_that_steers(ran: Ran, name: str) -> None:
    tests = ran.results[name]["tests"]
    assert not [text for text in texts(tests) if steers(text)]
    for test in tests:
        assert "\n" not in test.get("message", "")
        assert len(test.get("message", "").encode()) <= MESSAGE_BYTES
        assert len(test.get("detail", "").encode()) <= DETAIL_BYTES
        assert len(test.get("output", "").encode()) <= OUTPUT_BYTES


def test_results_json_is_whole(ran: Ran) -> None:
    SCHEMA.validate(json.loads(ran.json))
    assert not steers(ran.json)
    assert {name: its["tests"][0]["outcome"] for name, its in ran.results.items()} == OUTCOMES


OUTCOMES = dict.fromkeys(CASES, "failed") | {
    "prints_and_passes": "passed",
    "prints_and_leaves": "crashed",
    "raises_on_import": "refused",
    "exits": "crashed",
    "no_python": "refused",
    "holds_memory": "over",
    "leaves_a_thread": "over",
    "keeps_an_object": "over",
}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
def test_a_terminal_in_colour_gets_the_same_and_no_other_code(ran: Ran, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    with open(tmp_path / "screen", "wb") as screen, os.fdopen(ours, "rb", buffering=0) as terminal:
        reader = subprocess.Popen(["cat"], stdin=terminal, stdout=screen, stderr=subprocess.DEVNULL)
        ran.command(*GRADE, "--all", stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
        os.close(theirs)
        reader.wait(timeout=60)
    drawn = (tmp_path / "screen").read_bytes().decode().replace("\r\n", "\n")
    _, bar, last = drawn.rpartition("\x1b[?25h\r\x1b[1A\x1b[2K")  # the progress bar goes away
    assert bar
    assert "\x1b[1;" in last or "\x1b[1m" in last
    told = COLOUR.sub("", last)
    assert not steers(told)
    assert rows(told) == rows(ran.piped.stdout)
    assert told.count("\n  1 of 15 exercises done, 10 of 150 points") == 1
    assert "\x1b]" not in drawn
    assert "\x1b[2J" not in drawn


def test_pytest_itself_shows_every_card_and_nothing_steers_it(ran: Ran) -> None:
    done = ran.command(
        sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "exercises", capture_output=True
    )
    told = done.stdout.decode()
    assert (done.returncode, done.stderr) == (1, b"")
    assert not steers(told)
    cards, _ = told.split("short test summary info")  # which repeats them where CI is set
    assert cards.count("  What happened   ") == 24
    assert not [line for line in told.split("\n") if STATE.match(line) or line.startswith(BOARD.split("\n")[1])]
