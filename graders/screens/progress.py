"""The progress while grading runs: a bar on a terminal, a plain line an exercise elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graders.model.report import Outcome
from graders.screens.page import Page, pad, squeeze
from graders.screens.scoreboard import STATES
from graders.screens.terminal import Plain

if TYPE_CHECKING:
    from rich.console import Console

Advance = Callable[[str, Outcome], None]
"""Takes the name and the outcome of the exercise just graded."""

_NAME_COLUMNS = 28


@contextmanager
def progress(console: Console | Plain, total: int) -> Iterator[Advance]:
    """Yields the function to call after each exercise; the cursor is back however it ends."""
    if isinstance(console, Plain) or console.is_dumb_terminal:
        yield _lines(console, total)
        return
    # Slow to import, and of no use where there is no terminal.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("  grading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda name, outcome: bar.update(
            task,
            advance=1,
            description=f"{STATES[outcome].text} {squeeze(name, _NAME_COLUMNS)}",
        )


def _lines(console: Console | Plain, total: int) -> Advance:
    graded = 0

    def advance(exercise_name: str, outcome: Outcome) -> None:
        nonlocal graded
        graded += 1
        page = Page()
        page.add(
            f"  {graded:>{len(str(total))}} of {total}  ",
            pad(STATES[outcome].text, 7),
            f"  {exercise_name}",
            hang=8,
        )
        console.print(page)

    return advance
