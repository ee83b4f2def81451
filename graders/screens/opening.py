"""The progress of a grading; it opens beside the judges, since what draws it is slow to load."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graders.model.report import Outcome
    from graders.screens.page import Page, Space
    from graders.screens.progress import Advance
    from graders.screens.terminal import Drawn, Plain


class Opening:
    """A context; the progress is on screen soon after ``begin``, until the end of the context."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._stack = contextlib.ExitStack()
        self._thread = threading.Thread(target=self._open, daemon=True)
        self._stream = sys.stdout
        self._screen: Drawn | Plain | None = None
        self._advance: Advance | None = None
        self._broken: BaseException | None = None

    def __enter__(self) -> Opening:
        return self

    def begin(self) -> None:
        """Open it in a thread."""
        self._stream = sys.stdout  # as it is now: while a test runs, pytest has a stand-in there
        self._thread.start()

    def _open(self) -> None:
        try:
            from graders.screens.progress import progress
            from graders.screens.terminal import terminal

            self._screen = terminal(self._stream)
            self._advance = self._stack.enter_context(progress(self._screen, self._total))
        except BaseException as error:
            self._broken = error  # for the thread that shows something

    def advance(self, name: str, outcome: Outcome) -> None:
        """Show that an exercise is graded."""
        self._wait()
        if self._broken is not None:
            raise self._broken
        if self._advance is not None:
            self._advance(name, outcome)

    def show_for_now(self, page: Callable[[Space], Page]) -> None:
        """Show a page until the end of the context, where screens are drawn over at all."""
        from graders.screens.terminal import Drawn

        self._wait()
        if isinstance(self._screen, Drawn):
            self._screen.print_for_now(page(self._screen.space))

    def _wait(self) -> None:
        if self._thread.ident is not None:
            self._thread.join()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wait()  # what opens after the stack is closed would stay on screen
        self._stack.close()
        if self._screen is not None:
            self._screen.take_back()
