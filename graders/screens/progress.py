"""The progress while grading runs: a bar on a terminal, plain lines elsewhere, and few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graders.model.report import Outcome
from graders.screens.page import Page, pad
from graders.screens.standings import STATES
from graders.screens.terminal import Drawn, Plain

Advance = Callable[[str, Outcome], None]
"""Takes the name and the outcome of the exercise just graded."""

MAX_LINES = 10
"""Of progress where nothing can be drawn over: of more exercises, every tenth part is a line."""


@contextmanager
def progress(screen: Drawn | Plain, total: int) -> Iterator[Advance]:
    """Yields the function to call after each exercise; the cursor is back however it ends."""
    if isinstance(screen, Plain):
        count = counted(screen, 0, total)
        yield _lines(screen, total) if total <= MAX_LINES else lambda name, outcome: count()
        return
    # Slow to import, and of no use where there is no terminal.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("  grading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )
    # Drawn when an exercise is done, and not ten times a second: nothing else changes. rich would
    # put itself in the place of sys.stdout, where pytest has its own stand-in while a test runs.
    bar = Progress(
        *columns,
        console=screen.console,
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with bar:
        task = bar.add_task("", total=total)

        def advance(name: str, outcome: Outcome) -> None:
            bar.update(task, advance=1, description=f"{STATES[outcome].text} {name}", refresh=True)

        yield advance


def _lines(screen: Plain, total: int) -> Advance:
    """A line an exercise; none for a single one, of which the screen tells at once."""
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
        if total > 1:
            screen.print(page)

    return advance


def counted(
    screen: Plain, done: int, total: int, more: Callable[[], str] = str
) -> Callable[[], None]:
    """What counts one more of a total, and tells of every tenth part; ``done`` were done before.

    ``more`` is what is to be said behind it, until the last.
    """
    count = done

    def one_more() -> None:
        nonlocal count
        count += 1
        if count * MAX_LINES // total > (count - 1) * MAX_LINES // total:
            page = Page()
            said = more() if count < total else ""
            page.add(f"  {count} of {total} graded" + (f", {said}" if said else ""))
            screen.print(page)

    return one_more
