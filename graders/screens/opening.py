"""The progress of a grading; it opens beside the judges, since what draws it is slow to load."""

from __future__ import annotations

import contextlib
import threading
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graders.model.report import Outcome
    from graders.screens.progress import Advance


class Opening:
    """A context; the progress is on screen soon after ``begin``, until the end of the context."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._stack = contextlib.ExitStack()
        self._thread = threading.Thread(target=self._open, daemon=True)
        self._advance: Advance | None = None
        self._broken: BaseException | None = None

    def __enter__(self) -> Opening:
        return self

    def begin(self) -> None:
        """Open it in a thread."""
        self._thread.start()

    def _open(self) -> None:
        try:
            from graders.screens.progress import progress
            from graders.screens.terminal import terminal

            self._advance = self._stack.enter_context(progress(terminal(), self._total))
        except BaseException as error:
            self._broken = error  # for the thread that shows something

    def advance(self, name: str, outcome: Outcome) -> None:
        """Show that an exercise is graded."""
        self._wait()
        if self._broken is not None:
            raise self._broken
        if self._advance is not None:
            self._advance(name, outcome)

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
