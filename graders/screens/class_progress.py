"""The progress while a class is graded: a bar with the rate and the time left, or plain lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graders.screens.progress import counted
from graders.screens.terminal import Drawn, Plain

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

Advance = Callable[[str], None]
"""Takes what was just graded, in words."""


@contextmanager
def class_progress(screen: Drawn | Plain, done: int, total: int) -> Iterator[Advance]:
    """Yields the function to call after each exercise of a learner; ``done`` were done before."""
    if isinstance(screen, Plain):
        count = counted(screen, done, total)
        yield lambda what: count()
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Exercises graded in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (
        TextColumn("  grading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=screen.console, transient=True) as bar:
        task = bar.add_task("", total=total, completed=done)
        yield lambda what: bar.update(task, advance=1, description=what)
