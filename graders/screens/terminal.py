"""What screens are drawn on: a terminal that is redrawn in colour, or plain text for the rest."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from graders.screens.page import ANYWHERE, WIDTH, Space
from graders.screens.pictures.small import BLOCKS

if TYPE_CHECKING:
    from rich.console import Console

    from graders.screens.page import Page

MIN_COLUMNS = 20
"""Of the narrowest terminal for which anything is fitted."""


class Plain:
    """Text without colour, written once and never drawn over, and no rich to load.

    For what is not a terminal, under NO_COLOR, and where TERM is dumb: there it is a mode for
    screen readers, without bars.
    """

    def __init__(self, file: IO[str], space: Space | None = None) -> None:
        self.file = file
        self.encoding = getattr(file, "encoding", None) or "utf-8"
        self.space = space or ANYWHERE

    def print(self, page: Page) -> None:
        """Write a page at once."""
        self.file.write(page.text(self.encoding, self.space.columns))
        self.file.flush()

    def take_back(self) -> None:
        """Nothing: what is written stays."""


class Drawn:
    """A terminal with colours, on which a screen may take the place of another."""

    def __init__(self, console: Console, space: Space) -> None:
        self.console = console
        self.file = console.file
        self.encoding = console.encoding
        self.space = space
        self._for_now = 0
        """Lines that are to go away."""

    def print(self, page: Page) -> None:
        """Draw a page."""
        self.console.print(page, crop=False)  # a path is as long as it is

    def print_for_now(self, page: Page) -> None:
        """Draw one that goes away when ``take_back`` is called, unless more is drawn before."""
        if not self.console.legacy_windows:  # which knows no way back
            self.print(page)
            self._for_now = page.height(self.space.columns)

    def take_back(self) -> None:
        """Have the page go that was drawn for now."""
        if self._for_now:
            self.file.write(f"\x1b[{self._for_now}A\r\x1b[J")
            self.file.flush()
        self._for_now = 0


def terminal(
    file: IO[str] | None = None, environ: Mapping[str, str] | None = None
) -> Drawn | Plain:
    """What draws on a stream (standard output where none is given).

    No colour under NO_COLOR, nor on what is not a terminal. What the stream's encoding lacks is
    written as an escape and never raises.
    """
    stream = sys.stdout if file is None else file
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    try:
        drawn = stream.isatty()
    except ValueError:  # the stream is closed
        drawn = False
    if not drawn:
        return Plain(stream)
    environ = os.environ if environ is None else environ
    is_dumb = environ.get("TERM", "").lower() in ("dumb", "unknown")
    if is_dumb or environ.get("NO_COLOR"):
        return Plain(stream, _space(stream, environ)._replace(bars=not is_dumb))
    from rich.console import Console  # takes as long to load as several tests

    space = _space(stream, environ)
    console = Console(
        file=stream,
        force_terminal=True,
        force_jupyter=False,
        markup=False,
        emoji=False,
        highlight=False,
        width=space.columns,
        height=space.lines,
        _environ=environ,
    )
    try:
        BLOCKS.encode(console.encoding)
    except UnicodeEncodeError:
        return Drawn(console, space)
    return Drawn(console, space._replace(blocks=not console.legacy_windows))


def _space(stream: IO[str], environ: Mapping[str, str]) -> Space:
    """The size of a terminal: as its variables say, else as it says itself."""
    told = [environ.get(name, "") for name in ("COLUMNS", "LINES")]
    columns, lines = (int(each) if each.isdecimal() else 0 for each in told)
    if not (columns and lines):
        with suppress(OSError, ValueError):  # of a stand-in for a terminal, or of one that is gone
            size = os.get_terminal_size(stream.fileno())
            columns, lines = columns or size.columns, lines or size.lines
    return Space(max(columns or WIDTH, MIN_COLUMNS), lines or None)
