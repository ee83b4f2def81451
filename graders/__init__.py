"""Graders of Bounded Katas: the words that a test file may use."""

from graders.bench.probes import probe
from graders.bounds.calls import counted
from graders.bounds.concurrency import concurrently, result_of
from graders.bounds.count import at_least, at_most, exactly
from graders.bounds.in_flight import overlapping
from graders.bounds.laziness import Drained, drain, stream, tripwire
from graders.bounds.lifetime import lives
from graders.bounds.memory import memory_ceiling, retained_ceiling
from graders.bounds.parallel import parallel_work
from graders.bounds.randomness import seeded
from graders.bounds.size import deep_size, tracked_objects
from graders.bounds.source import no_more_than, nodes, syntax
from graders.bounds.threads import no_threads_left
from graders.bounds.time import time_limit

__all__ = [
    "Drained",
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
    "no_threads_left",
    "nodes",
    "overlapping",
    "parallel_work",
    "probe",
    "result_of",
    "retained_ceiling",
    "seeded",
    "stream",
    "syntax",
    "time_limit",
    "tracked_objects",
    "tripwire",
]
