"""Pages: rows of styled words, fitted to the terminal's width and encoding when they are drawn.

    Page
      Row     one line before it is fitted; a long one goes on below, under its own words
        Span  words in one style

Every word passes through ``printable`` here and is drawn as it stands, never as markup; no line
that is drawn, wherever it was broken, is a command for the runner of a CI job.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len, get_character_cell_size, set_cell_size

from graders.model.text import commanding, disarmed, printable, written_out

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

WIDTH = 80
"""Columns where there is no terminal that says how many it has."""

MAX_WIDTH = 120
"""Columns of the widest line: the eye loses its place in a longer one."""

QUOTE = "| "
"""Stands before every line of a text that is not ours, which cannot pass for a screen's own."""

GOES_ON = ": "
"""Stands there where a line was broken: what goes on below never looks like a line of its own."""

Breaks = Literal["words", "path", "code", "never"]

_BREAKS = {
    # A run of spaces is never broken: dropped at a line's end it would make two values look alike.
    # Nor is a command, which is to be copied whole.
    "words": re.compile(r"(?<! )(?<! -s)(?<! --) (?! |-s |-- )"),
    "path": re.compile(r"(?<=[/\\])"),
    # Before spaces, which go on below: there a value with a space looks like no other.
    "code": re.compile(r"(?<=[^ ])(?= )|(?<=,)(?=[^ ])"),
    "never": re.compile(r"(?!)"),
}


class Space(NamedTuple):
    """The room that a screen has."""

    columns: int = WIDTH
    lines: int | None = None
    """None: as many as it takes."""
    bars: bool = True
    """False where the screen is read aloud."""
    blocks: bool = False
    """True where a curve can be drawn in blocks of eight heights."""
    keys: bool = False
    """True where a key does what else a command is typed for: a screen names the key then."""

    def less(self, lines: int) -> Space:
        """What is left below so many lines."""
        return self._replace(lines=None if self.lines is None else self.lines - lines)


ANYWHERE = Space()
"""That of a text which may be read on anything."""


class Span(NamedTuple):
    """Words in one style."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Row:
    """One line before it is fitted."""

    spans: tuple[Span, ...] = ()
    hang: int = 4
    """The column under which a long line goes on."""
    breaks: Breaks = "words"
    """Where a long line may be broken; "code" loses no space, "never" leaves it to the
    terminal, whose own breaks are none to whoever copies or clicks a path."""
    onward: str = ""
    """What stands at the end of the hang."""


@dataclass
class Page:
    """Rows to print on a rich console, or as plain text with ``str``."""

    rows: list[Row] = field(default_factory=list)

    def add(self, *spans: Span | str, hang: int = 4, breaks: Breaks = "words") -> None:
        """Adds one row; without spans, a blank one."""
        styled = tuple(Span(span) if isinstance(span, str) else span for span in spans)
        self.rows.append(Row(styled, hang, breaks))

    def add_prose(self, text: str, indent: int = 2) -> None:
        """Adds paragraphs, whose lines end where this page has them end."""
        for place, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
            if place:
                self.add()
            self.add(" " * indent, " ".join(paragraph.split()), hang=indent)

    def add_block(self, text: str, indent: int, mark: str = "") -> None:
        """Adds text line by line as it stands, spaces included, behind a mark."""
        for line in printable(text).rstrip("\n").split("\n"):
            spans = Span(" " * indent), Span(mark), Span(line)
            self.rows.append(Row(spans, indent + len(mark), "code", GOES_ON if mark else ""))

    def lines(self, width: int = WIDTH, encoding: str = "utf-8") -> Iterator[list[Span]]:
        """The lines as they are drawn, none wider than the width, in characters of the encoding."""
        for row in self.rows:
            yield from _fitted(row, min(width, MAX_WIDTH), encoding)

    def height(self, columns: int) -> int:
        """The lines that it takes on a terminal of so many columns."""
        cells = [sum(cell_len(span.text) for span in line) for line in self.lines(columns)]
        return sum(max(-(-each // columns), 1) for each in cells)

    def text(self, encoding: str, width: int = WIDTH) -> str:
        """All lines, without colour."""
        lines = self.lines(width, encoding)
        return "".join("".join(span.text for span in line) + "\n" for line in lines)

    def __str__(self) -> str:
        return self.text("utf-8")

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.segment import Segment

        for line in self.lines(options.max_width, options.encoding):
            yield from (
                Segment(span.text, console.get_style(span.style or "none")) for span in line
            )
            yield Segment.line()


def pad(text: str, width: int) -> str:
    """The text filled with spaces up to a width in terminal cells."""
    return text + " " * (width - cell_len(text))


def shorten(text: str, width: int) -> str:
    """One line no wider than the width; "..." stands for a lost end."""
    text = " ".join(printable(text).split())
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 3, 0)).rstrip() + "..."[: max(width, 0)]


def _fitted(row: Row, width: int, encoding: str) -> list[list[Span]]:
    spans = []
    for span in row.spans:
        text = printable(span.text).replace("\n", " ").expandtabs(4)
        spans.append(Span(text.encode(encoding, "backslashreplace").decode(encoding), span.style))
    lines = list(_laid_out(spans, row, width))
    if any(commanding("".join(span.text for span in line)) for line in lines):
        lines = list(_laid_out(list(_disarmed(spans)), row, width))
    return lines


def _laid_out(spans: list[Span], row: Row, width: int) -> Iterator[list[Span]]:
    text = "".join(span.text for span in spans).rstrip()
    hang = min(row.hang, max(width - 24, width // 2))
    for start, end in _pieces(text, width, hang, row.breaks):
        line = list(_slice(spans, start, start + len(text[start:end].rstrip())))
        yield [Span(row.onward.rjust(hang)[:hang]), *line] if start else line


def _disarmed(spans: list[Span]) -> Iterator[Span]:
    """The spans without a command, nor what would be one where a line is broken."""
    places, start = disarmed("".join(span.text for span in spans)), 0
    for span in spans:
        text = "".join(
            written_out(each) if at in places else each for at, each in enumerate(span.text, start)
        )
        yield Span(text, span.style)
        start += len(span.text)


def _pieces(text: str, width: int, hang: int, breaks: Breaks) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends in the text; the lines after the first have less room."""
    if breaks == "never":
        yield 0, len(text)
        return
    places = [match.span() for match in _BREAKS[breaks].finditer(text)]
    start, least, room = 0, hang, width
    while (end := _room_ends(text, start, room)) < len(text):
        # Sorts after every place that begins at `end` or before it.
        last = bisect_right(places, (end, len(text))) - 1
        cut, onward = places[last] if last >= 0 and places[last][0] > start + least else (end, end)
        yield start, cut
        start, least, room = onward, 0, width - hang
    yield start, len(text)


def _room_ends(text: str, start: int, room: int) -> int:
    """The first character that has no room on a line that begins at ``start``."""
    for index in range(start, len(text)):
        # The selector of emoji drawing widens the character before it.
        room -= 1 if text[index] == "\ufe0f" else get_character_cell_size(text[index])
        if room < 0:
            return max(index, start + 1)
    return len(text)


def _slice(spans: list[Span], start: int, end: int) -> Iterator[Span]:
    for span in spans:
        piece = span.text[max(start, 0) : max(end, 0)]
        if piece:
            yield Span(piece, span.style)
        start, end = start - len(span.text), end - len(span.text)
