"""Measured in the worker: the size of an object graph, and what the collector has to walk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from graders.model.wording import amount
from graders.workers import execution
from graders.workers.inside import requests


def deep_size(value: Any) -> int:
    """Bytes of a learner's object with all that only it reaches, each object once.

    Sizes differ between Python versions: hold them against a reference object measured in the same
    run.
    """
    running = execution.current()
    running.mark_word("what an object reaches, only its own interpreter knows")
    return running.service(requests.DEEP_SIZE, value)


def tracked_objects() -> int:
    """Objects that the worker's collector has to walk, after two collections; frozen ones too."""
    running = execution.current()
    running.mark_word("the collector's lists are the interpreter's own")
    return running.service(requests.TRACKED)


@contextmanager
def collector_pause(what: str) -> Iterator[None]:
    """Show what the block adds to a full run of the collector: a note, and never a verdict.

    ``what`` names what the block makes and keeps: "the catalogue".
    """
    running = execution.current()
    before = running.service(requests.FULL_COLLECTION)
    yield
    after = running.service(requests.FULL_COLLECTION)
    running.notes.append(
        f"a full run of the garbage collector takes {_pause(before)} without {what}"
        f" and {_pause(after)} with it (not judged)"
    )


def _pause(nanoseconds: int) -> str:
    least = 100_000  # what a clock of CPU time can tell apart from nothing
    return "under 0.1 ms" if nanoseconds < least else amount(nanoseconds / 1e9, "seconds")
