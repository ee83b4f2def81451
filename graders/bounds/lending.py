"""What becomes of a list or a dict that a test lends to the learner's code."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from graders.model.report import Failed
from graders.workers import execution


@contextlib.contextmanager
def as_it_was(*values: Any) -> Iterator[None]:
    """Hold that the calls of the block leave a list or a dict as it was.

    Whether the test's own value is changed, the worker says: compare it as well. This is what it
    cannot say otherwise: the object that was given to the learner's code holds the same parts in
    the same order before and after, by the worker's memory as the judge reads it. Code that works
    on a copy, made wherever, has left it as it was.

    Raises:
        Failed: one of them holds something else.
    """
    running = execution.current()
    if not running.reads_containers():
        running.mark_word("nobody reads the worker's memory here, where lent values are")
        yield
        return
    places = [running.lend(value) for value in values]
    before = [running.holding(place) for place in places]
    yield
    for value in values:
        running.worker.take_back(value)
    if [running.holding(place) for place in places] != before:
        raise Failed(
            "what was handed in is not as it was, seen from outside",
            advice="Change a copy of your own, never the caller's.",
        )
