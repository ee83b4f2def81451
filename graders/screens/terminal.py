"""The console that screens are drawn on: the same words with or without colour or Unicode."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from graders.screens.page import Page


class Plain:
    """A console on what is not a terminal: no colour, 80 columns, and no rich to load."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.encoding = getattr(file, "encoding", None) or "utf-8"

    def print(self, page: Page) -> None:
        """Write a page at once."""
        self.file.write(page.text(self.encoding))
        self.file.flush()


def terminal(
    file: IO[str] | None = None, environ: Mapping[str, str] | None = None
) -> Console | Plain:
    """A console on a stream (standard output where none is given).

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
    from rich.console import Console  # takes as long to load as several tests

    environ = os.environ if environ is None else environ
    return Console(
        file=stream,
        force_terminal=True,
        force_jupyter=False,
        # rich keeps bold and underline under NO_COLOR; without a colour system it does not.
        color_system=None if environ.get("NO_COLOR") else "auto",
        markup=False,
        emoji=False,
        highlight=False,
        _environ=environ,
    )
