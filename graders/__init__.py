"""Graders of Bounded Katas: the words that a test file may use.

Each is loaded when it is first asked for, so that small commands start at once. To import this
package is enough to keep the learner's files from running in this process: see
``graders.judge.guard``.
"""

# mypy: implicit-reexport
# ruff: noqa: F401

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graders.judge import guard as _guard

if TYPE_CHECKING:  # for editors and type checkers, which do not read the table below
    from graders.bounds.answering import answering, comes_last, company
    from graders.bounds.calls import counted
    from graders.bounds.concurrency import concurrently, result_of
    from graders.bounds.count import at_least, at_most, ends_above, exactly
    from graders.bounds.errors import keep_error
    from graders.bounds.files import files_in, open_files
    from graders.bounds.gathering import gathering
    from graders.bounds.in_flight import overlapping
    from graders.bounds.laziness import Drained, drain, stream, tripwire
    from graders.bounds.lending import as_it_was
    from graders.bounds.lifetime import lives
    from graders.bounds.memory import memory_ceiling, retained_ceiling
    from graders.bounds.notes import note
    from graders.bounds.parallel import parallel_work
    from graders.bounds.randomness import seeded
    from graders.bounds.resident import resident_ceiling
    from graders.bounds.rights import allow
    from graders.bounds.segments import no_segments_left
    from graders.bounds.size import collector_pause, deep_size, tracked_objects
    from graders.bounds.source import no_more_than, nodes, syntax
    from graders.bounds.threads import no_threads_left
    from graders.bounds.time import time_limit
    from graders.bounds.traffic import traffic
    from graders.workers.probes import probe

_HOMES = {
    "Drained": "bounds.laziness",
    "allow": "bounds.rights",
    "answering": "bounds.answering",
    "as_it_was": "bounds.lending",
    "at_least": "bounds.count",
    "at_most": "bounds.count",
    "collector_pause": "bounds.size",
    "comes_last": "bounds.answering",
    "company": "bounds.answering",
    "concurrently": "bounds.concurrency",
    "counted": "bounds.calls",
    "deep_size": "bounds.size",
    "drain": "bounds.laziness",
    "ends_above": "bounds.count",
    "exactly": "bounds.count",
    "files_in": "bounds.files",
    "gathering": "bounds.gathering",
    "keep_error": "bounds.errors",
    "lives": "bounds.lifetime",
    "memory_ceiling": "bounds.memory",
    "no_more_than": "bounds.source",
    "no_segments_left": "bounds.segments",
    "no_threads_left": "bounds.threads",
    "nodes": "bounds.source",
    "note": "bounds.notes",
    "open_files": "bounds.files",
    "overlapping": "bounds.in_flight",
    "parallel_work": "bounds.parallel",
    "probe": "workers.probes",
    "resident_ceiling": "bounds.resident",
    "result_of": "bounds.concurrency",
    "retained_ceiling": "bounds.memory",
    "seeded": "bounds.randomness",
    "stream": "bounds.laziness",
    "syntax": "bounds.source",
    "time_limit": "bounds.time",
    "tracked_objects": "bounds.size",
    "traffic": "bounds.traffic",
    "tripwire": "bounds.laziness",
}
"""The words, each with the module that it lives in."""

__all__ = list(_HOMES)

_guard.install()


def __getattr__(name: str) -> Any:
    """A word of the tests, from the module that it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"graders.{_HOMES[name]}"), name)
