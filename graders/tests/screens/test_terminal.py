"""The same words reach every terminal; what it cannot show is left out or written out."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest

from graders.screens.card import card
from graders.screens.page import Page, Space
from graders.screens.scoreboard import next_exercise, scoreboard
from graders.screens.terminal import Drawn, Plain, terminal
from graders.tests.screens.samples import WINDOW_FILE, drawn, fits, mixed

COLOURED = {"TERM": "xterm-256color", "COLUMNS": "120"}


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def screens() -> list[Page]:
    report = mixed()
    found = next_exercise(report)
    assert found
    return [scoreboard(report), card(*found, report.seed)]


@pytest.mark.parametrize("page", screens(), ids=["scoreboard", "card"])
def test_colour_adds_no_word(page: Page) -> None:
    text = drawn(page, terminal(Tty(), COLOURED))
    assert "\x1b[" in text
    assert re.sub(r"\x1b\[[\d;]*m", "", text) == page.text("utf-8", 120)


@pytest.mark.parametrize("page", screens(), ids=["scoreboard", "card"])
def test_no_colour_is_lost_on_a_light_ground(page: Page) -> None:
    codes = re.findall(r"\x1b\[([\d;]*)m", drawn(page, terminal(Tty(), COLOURED)))
    assert {part for code in codes for part in code.split(";")} <= {"0", "1", "2", "31", "32", "35"}


@pytest.mark.parametrize("page", screens(), ids=["scoreboard", "card"])
@pytest.mark.parametrize(
    ("file", "environ"),
    [
        (Tty, {**COLOURED, "NO_COLOR": "1"}),
        (Tty, {"TERM": "dumb"}),
        (io.StringIO, COLOURED),
        (io.StringIO, {**COLOURED, "FORCE_COLOR": "1"}),
    ],
    ids=["NO_COLOR", "dumb", "no terminal", "no terminal, FORCE_COLOR"],
)
def test_no_escape_code_without_colour(page: Page, file: type[io.StringIO], environ: dict[str, str]) -> None:
    shown = terminal(file(), environ)
    assert isinstance(shown, Plain)
    assert drawn(page, shown) == page.text("utf-8", shown.space.columns)


def test_the_size_is_what_the_variables_say_or_the_terminal_itself() -> None:
    assert terminal(Tty(), {"TERM": "xterm", "COLUMNS": "60", "LINES": "20"}).space == Space(60, 20, blocks=True)
    assert terminal(Tty(), {"TERM": "xterm", "COLUMNS": "wide"}).space == Space(blocks=True)
    assert terminal(Tty(), {"TERM": "dumb", "COLUMNS": "3"}).space == Space(20, bars=False)


@pytest.mark.parametrize(("encoding", "blocks"), [("utf-8", True), ("cp437", False), ("ascii", False)])
def test_blocks_are_drawn_where_the_encoding_has_them(
    encoding: str, blocks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(stream, "isatty", lambda: True)
    assert terminal(stream, COLOURED).space.blocks is blocks


def test_an_empty_no_color_leaves_the_colour() -> None:
    assert "\x1b[" in drawn(screens()[0], terminal(Tty(), {**COLOURED, "NO_COLOR": ""}))


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_takes_any_text(encoding: str) -> None:
    page = Page()
    page.add("Zoë saw \u2192 \U0001f600 and \udcff")
    text = drawn(page, terminal(io.TextIOWrapper(io.BytesIO(), encoding=encoding), {}))
    assert text == str(page).rstrip("\n").encode(encoding, "backslashreplace").decode(encoding) + "\n"


def test_a_narrow_terminal_gets_narrow_lines() -> None:
    text = drawn(screens()[1], terminal(Tty(), {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "50"}))
    assert all(fits(line, 50) for line in text.splitlines())


def test_a_path_is_on_one_line_however_narrow_the_terminal() -> None:
    text = drawn(screens()[1], terminal(Tty(), {**COLOURED, "COLUMNS": "50"}))
    assert f"  {WINDOW_FILE}:14" in re.sub(r"\x1b\[[\d;]*m", "", text).splitlines()


def test_a_stream_that_is_closed_is_no_terminal() -> None:
    file = io.StringIO()
    file.close()
    assert isinstance(terminal(file, {}), Plain)


def test_standard_output_and_the_environment_are_the_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    terminal().print(Page())
    page = Page()
    page.add("hello")
    terminal().print(page)
    assert capsys.readouterr().out.endswith("hello\n")


def test_rich_is_imported_only_for_a_terminal() -> None:
    code = (
        "import io, sys; from graders.screens.progress import progress; from graders.screens.terminal import terminal\n"
        "with progress(terminal(io.StringIO()), 1): pass\n"
        "sys.exit('rich.console' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_is_drawn_for_now_makes_room_line_by_line() -> None:
    page = screens()[1]
    file = Tty()
    shown = terminal(file, {**COLOURED, "COLUMNS": "50"})
    assert isinstance(shown, Drawn)
    shown.print_for_now(page)
    before = file.getvalue()
    shown.take_back()
    assert file.getvalue() == f"{before}\x1b[{page.height(50)}A\r\x1b[J"
    shown.take_back()
    assert file.getvalue().count("\x1b[J") == 1


def test_on_a_console_that_knows_no_way_back_nothing_is_drawn_for_now() -> None:
    file = Tty()
    shown = terminal(file, COLOURED)
    assert isinstance(shown, Drawn)
    shown.console.legacy_windows = True
    shown.print_for_now(screens()[1])
    shown.take_back()
    assert file.getvalue() == ""
