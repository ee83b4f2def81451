"""The progress while a class is graded: a bar with the rate and the time left, or plain lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graders.screens.progress import counted
from graders.screens.terminal import Drawn, Plain

if TYPE_CHECKING:
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

Advance = Callable[[str], None]
"""Takes what was just graded, in words."""

Left = Callable[[], float | None]
"""The seconds that are left; None where nobody can say yet."""


@contextmanager
def class_progress(
    screen: Drawn | Plain, done: int, total: int, left: Left | None = None
) -> Iterator[Advance]:
    """Yields the function to call after each exercise of a learner; ``done`` were done before.

    ``left`` knows better than the rate so far how much time is left.
    """
    if isinstance(screen, Plain):
        count = counted(screen, done, total, lambda: about(left()) if left else "")
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

    class TimeLeft(ProgressColumn):
        """What ``left`` says."""

        def render(self, task: Task) -> Text:
            return Text(about(left()) if left else "")

    remaining: ProgressColumn = TimeLeft() if left else TimeRemainingColumn()
    columns = (
        TextColumn("  grading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        Rate(),
        remaining,
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=screen.console, transient=True) as bar:
        task = bar.add_task("", total=total, completed=done)
        yield lambda what: bar.update(task, advance=1, description=what)


def about(seconds: float | None) -> str:
    """A time left as people say it, never more exactly than it is known."""
    if seconds is None:
        return "time left not known yet"
    if seconds < 60:
        return "less than a minute left"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {minutes} min left"
    return f"about {minutes / 60:.1f} h left"
