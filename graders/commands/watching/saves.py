"""Which exercise was saved: changes of stubs, in whatever way an editor saves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graders.model import tries
from graders.model.exercises import Exercise

QUIET_MILLISECONDS = 10
"""In which no other change comes: then a save is over."""

BUSY_MILLISECONDS = 100
"""After which what has changed is told, though more may come."""

POLL_MILLISECONDS = 200
"""Between two looks, where the file system tells of no changes."""


class Saves:
    """Tells of exercises whose stub is another one than before.

    What counts is what stands in the file: an editor's swap files, its backups, a save of the same
    text and a thousand saves between two looks are none, or one.
    """

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._of = {str(each.stub): each for each in exercises}
        self._known = {each: text_of(each) for each in self._of.values()}

    def among(self, paths: Iterable[str]) -> Iterator[Exercise]:
        """The exercises of these paths that are not what they were."""
        for exercise in dict.fromkeys(filter(None, map(self._of.get, paths))):
            text = text_of(exercise)
            if self._known[exercise] != text:
                self._known[exercise] = text
                yield exercise


def text_of(exercise: Exercise) -> str:
    """What stands in a stub, by its digest; why there is nothing, where it cannot be read."""
    try:
        return tries.digest(exercise.stub.read_bytes())
    except OSError as error:
        return type(error).__name__


def watch(
    root: Path,
    exercises: Iterable[Exercise],
    saved: Callable[[Exercise], object],
    stop: threading.Event,
    polling: bool,
) -> None:
    """Call ``saved`` with each exercise that is saved, until ``stop`` is set.

    Raises:
        OSError: the folder cannot be watched.
    """
    import watchfiles  # here: who does not watch need not have it

    known = Saves(exercises)
    for changes in watchfiles.watch(
        root / "exercises",
        watch_filter=None,
        debounce=BUSY_MILLISECONDS,
        step=QUIET_MILLISECONDS,
        stop_event=stop,
        rust_timeout=500,
        force_polling=polling or None,
        poll_delay_ms=POLL_MILLISECONDS,
        raise_interrupt=False,
    ):
        for exercise in known.among(path for _, path in changes):
            saved(exercise)
