"""The console that screens are drawn on: the same words with or without colour, a terminal or full Unicode."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import IO

from rich.console import Console

from graders.screens.page import WIDTH


def terminal(file: IO[str] | None = None, environ: Mapping[str, str] | None = None) -> Console:
    """A console on a stream (standard output where none is given).

    No colour under NO_COLOR, nor on what is no terminal; there the width is 80. What the stream's encoding lacks is
    written as an escape and never raises.
    """
    stream = sys.stdout if file is None else file
    environ = os.environ if environ is None else environ
    _never_raise(stream)
    live = _is_terminal(stream)
    return Console(
        file=stream,
        force_terminal=live,
        force_jupyter=False,
        # rich itself keeps bold and underline under NO_COLOR; no colour system means no escape codes at all.
        color_system=None if environ.get("NO_COLOR") else "auto",
        width=None if live else WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
        _environ=environ,
    )


def _is_terminal(stream: IO[str]) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # the stream is closed
        return False


def _never_raise(stream: IO[str]) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
