"""Graders of Bounded Katas: the words that a test file may use.

Each is loaded when it is first asked for, so that small commands start at once. To import this
package is enough to keep the learner's files from running in this process: see
``graders.judge.guard``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graders.judge import guard as _guard

if TYPE_CHECKING:
    from graders.bounds.calls import counted
    from graders.bounds.concurrency import concurrently, result_of
    from graders.bounds.count import at_least, at_most, exactly
    from graders.bounds.in_flight import overlapping
    from graders.bounds.laziness import Drained, drain, stream, tripwire
    from graders.bounds.lifetime import lives
    from graders.bounds.memory import memory_ceiling, retained_ceiling
    from graders.bounds.parallel import parallel_work
    from graders.bounds.randomness import seeded
    from graders.bounds.resident import resident_ceiling
    from graders.bounds.rights import allow
    from graders.bounds.segments import no_segments_left
    from graders.bounds.size import deep_size, tracked_objects
    from graders.bounds.source import no_more_than, nodes, syntax
    from graders.bounds.threads import no_threads_left
    from graders.bounds.time import time_limit
    from graders.bounds.traffic import traffic
    from graders.workers.probes import probe

__all__ = [
    "Drained",
    "allow",
    "at_least",
    "at_most",
    "concurrently",
    "counted",
    "deep_size",
    "drain",
    "exactly",
    "lives",
    "memory_ceiling",
    "no_more_than",
    "no_segments_left",
    "no_threads_left",
    "nodes",
    "overlapping",
    "parallel_work",
    "probe",
    "resident_ceiling",
    "result_of",
    "retained_ceiling",
    "seeded",
    "stream",
    "syntax",
    "time_limit",
    "tracked_objects",
    "traffic",
    "tripwire",
]

_HOMES = {
    "graders.workers.probes": ("probe",),
    "graders.bounds.calls": ("counted",),
    "graders.bounds.concurrency": (
        "concurrently",
        "result_of",
    ),
    "graders.bounds.count": (
        "at_least",
        "at_most",
        "exactly",
    ),
    "graders.bounds.in_flight": ("overlapping",),
    "graders.bounds.laziness": (
        "Drained",
        "drain",
        "stream",
        "tripwire",
    ),
    "graders.bounds.lifetime": ("lives",),
    "graders.bounds.memory": (
        "memory_ceiling",
        "retained_ceiling",
    ),
    "graders.bounds.parallel": ("parallel_work",),
    "graders.bounds.randomness": ("seeded",),
    "graders.bounds.resident": ("resident_ceiling",),
    "graders.bounds.segments": ("no_segments_left",),
    "graders.bounds.size": (
        "deep_size",
        "tracked_objects",
    ),
    "graders.bounds.source": (
        "no_more_than",
        "nodes",
        "syntax",
    ),
    "graders.bounds.threads": ("no_threads_left",),
    "graders.bounds.time": ("time_limit",),
    "graders.bounds.traffic": ("traffic",),
    "graders.bounds.rights": ("allow",),
}

_guard.install()


def __getattr__(name: str) -> Any:
    """A word of the tests, from the module that it lives in."""
    for home, words in _HOMES.items():
        if name in words:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
