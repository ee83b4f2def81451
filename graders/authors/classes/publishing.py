"""The table and the pages of a class, written whole while it is graded and when it ends."""

from __future__ import annotations

import time
from collections.abc import Callable

from graders.authors.classes.outputs import Outputs
from graders.authors.classes.pages import Class, write_pages
from graders.commands.arguments import writing
from graders.formats import gradebook
from graders.model.files import write_whole

EVERY_SECONDS = 5.0
"""That a run writes what it has."""

PART_OF_THE_TIME = 10
"""Where writing takes long it waits this many times as long for the next: grading goes first."""


class Publisher:
    """Writes what is known of a class; the pages of learners of whom there is nothing new stay."""

    def __init__(self, outputs: Outputs, clock: Callable[[], float] = time.monotonic) -> None:
        self._outputs, self._clock = outputs, clock
        self._next = clock() + EVERY_SECONDS
        self._written: dict[str, int] = {}
        """How many of a learner's results the page has, by the learner's key."""

    @property
    def due(self) -> bool:
        """It is time to write again."""
        return self._clock() >= self._next

    def write(self, whole: Class) -> None:
        """Write the table and the pages; each file stands whole at any time.

        Raises:
            Usage: a file cannot be written.
        """
        begun = self._clock()
        entries = [
            gradebook.Entry(
                each.learner.name,
                None if each.learner.fault else each.report,
                each.learner.handed_in.isoformat(),
                late=each.learner.late,
            )
            for each in whole.marked
        ]
        graded = {
            each.learner.key: sum(bool(result.tests) for result in each.results)
            for each in whole.marked
        }
        # At the end all of them: an exercise that could not be graded is told of otherwise.
        news = {key for key, count in graded.items() if self._written.get(key) != count}
        with writing(self._outputs.table, "; nothing is lost, start it again to go on"):
            write_whole(self._outputs.table, gradebook.text(entries, whole.exercises))
            write_pages(self._outputs.pages, whole, news if whole.left else None)
        self._written |= graded
        took = self._clock() - begun
        self._next = self._clock() + max(EVERY_SECONDS, PART_OF_THE_TIME * took)
