"""The services of a worker, a row each: its name, its parameters, its result.

Both ends of the channel read them.
"""

from typing import Any, Generic, NamedTuple, TypedDict, TypeVar

T = TypeVar("T")


class Service(NamedTuple, Generic[T]):
    """What the judge asks of a worker itself, beside the learner's code."""

    name: str
    """As the request names it. No attribute of an object begins with "@"."""
    parameters: tuple[str, ...]
    result: type[T]
    """Its numbers are counts and sizes: never negative."""


class Traced(TypedDict):
    """What tracemalloc counted, in bytes over the start; ``kept`` after a collection."""

    peak: int
    kept: int


class Census(TypedDict):
    """A census that was begun: the number by which the others know it, and its class's address."""

    number: int
    address: int


class Lent(TypedDict):
    """A value that was lent for more than a call: its number as a handle, and its address."""

    number: int
    address: int


class Counted(TypedDict):
    """What a census counted: objects alive, and runs of the collector."""

    alive: int
    collections: int


Nothing = type(None)

READY = Service(
    "@ready",
    ("folder", "rights", "layers", "readable", "probes", "test_file", "modules", "notifies"),
    dict[str, int],
)
"""Be locked in, then define probes; from a file in the folder ``modules`` too, where there is one.

``notifies``: the judge is told of the calls that move bytes. Its result are the addresses of the
probes that are classes, and those of the builtin types that can be lent.
"""

IMPORT = Service("@import", ("modules",), Nothing)
"""Import modules of the standard library, each with the names that are taken from it."""

LOAD = Service("@load", ("name", "source", "modules", "counts_import"), Nothing)
UNIT = Service("@unit", ("probe", "shows", "modules", "source"), object)
ASK = Service("@ask", ("modules", "source"), Nothing)
"""Let probes of all processes ask the judge."""
LEND = Service("@lend", ("value",), Lent)
"""Keep a list or dict, to be an argument as the same object in several calls."""
DRAIN = Service("@drain", ("source", "places"), tuple[int, list[Any]])
"""Items in all, and those at the places that were asked for, ascending."""
KEEP_ERROR = Service("@keep_error", ("call", "args"), str)
"""Call, and keep the error that comes: what it is called and says, "" for none."""
SETTLE = Service("@settle", (), Nothing)
"""Collect garbage, and give freed memory back to the system."""

TRACE_START = Service("@trace_start", (), Nothing)
TRACE_STOP = Service("@trace_stop", (), Traced)
TRACE_CURVE = Service("@trace_curve", (), list[tuple[int, int, int, int]])
"""Of the trace that is over: items taken and handed over so far, the least and the most bytes."""
CENSUS_START = Service("@census_start", ("kind",), Census)
CENSUS_COUNT = Service("@census_count", ("number",), Counted)
CENSUS_REFERRERS = Service("@census_keepers", ("number",), list[str])
"""What holds the first object that is still alive."""
CENSUS_STOP = Service("@census_stop", ("number",), Nothing)
AT_REST = Service("@at_rest", (), Nothing)
"""Do nothing: with the request for it, handles that were let go have come home."""
DEEP_SIZE = Service("@deep_size", ("value",), int)
TRACKED = Service("@tracked", (), int)
FULL_COLLECTION = Service("@full_collection", (), int)
"""Nanoseconds of CPU."""
THREADS = Service("@threads", (), list[str])
EXPLAIN_START = Service("@explain_start", ("peak", "folder"), Nothing)
EXPLAIN_STOP = Service("@explain_stop", ("folder",), list[tuple[int, int]])
"""Lines of the learner's that held the memory, each with its bytes."""
PROFILE_STOP = Service(
    "@profile_stop", ("folder",), list[tuple[int, int, list[tuple[str, str, int]]]]
)
"""What was held at the peak: bytes, blocks, and the calls that lead there, each with function, file
and line, the innermost first."""

FOR_THE_JUDGE = (
    SETTLE,
    TRACE_START,
    TRACE_STOP,
    TRACE_CURVE,
    CENSUS_START,
    CENSUS_COUNT,
    CENSUS_REFERRERS,
    CENSUS_STOP,
    AT_REST,
    DEEP_SIZE,
    TRACKED,
    FULL_COLLECTION,
    THREADS,
)
"""Those that measure or look: no work of the learner's."""

SERVICES: tuple[Service[Any], ...] = tuple(
    each for each in list(globals().values()) if isinstance(each, Service)
)
"""All of them: ``services.table`` must do each, with these parameters."""
