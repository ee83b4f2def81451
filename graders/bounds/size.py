"""Sizes measured in the worker: of an object graph, and of what the collector has to walk."""

from __future__ import annotations

from typing import Any

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
