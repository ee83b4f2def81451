"""What the judge asks of the worker itself, by name: load, probe, drain, meters, the threads that are left."""

import contextlib
import itertools
import os
import sys
import threading
import tracemalloc
import types
from collections.abc import Callable, Iterable
from typing import Any

from . import confine, meters, requests


def table(server: Any) -> dict[str, Callable[..., Any]]:
    """The services by the name that opens a request."""
    censuses: list[meters.Census] = []

    def census_start(kind: type, most: int | None = None) -> int:
        censuses.append(meters.Census(kind, most))
        return len(censuses) - 1

    done: dict[requests.Service[Any], Callable[..., Any]] = {
        requests.READY: lambda *parameters: get_ready(server, *parameters),
        requests.LOAD: lambda *parameters: load(server, *parameters),
        requests.UNIT: unit,
        requests.DRAIN: lambda source, places: drain(server, source, places),
        requests.TRACE_START: server.trace.start,
        requests.TRACE_STOP: server.trace.stop,
        requests.CENSUS_START: census_start,
        requests.CENSUS_COUNT: lambda number: censuses[number].count(),
        requests.CENSUS_KEEPERS: lambda number: censuses[number].referrers(),
        requests.CENSUS_KEPT: lambda number: censuses[number].kept,
        requests.CENSUS_STOP: lambda number: censuses[number].stop(),
        requests.DEEP_SIZE: meters.deep_size,
        requests.TRACKED: meters.tracked_objects,
        requests.THREADS: threads,
        requests.EXPLAIN_START: lambda peak, folder: explain_start(server, peak, folder),
        requests.EXPLAIN_STOP: lambda folder: explain_stop(server, folder),
    }
    return {service.name: do for service, do in done.items()}


def get_ready(
    server: Any,
    folder: str,
    rights: list[str],
    layers: list[str],
    readable: list[str],
    sources: list[str],
    filename: str,
    modules: str,
) -> None:
    """Be locked in (see ``lock.lock``), then define probes: all that comes before the learner's module."""
    confine.apply(folder, rights, layers, readable)
    probes(server, sources, filename, modules)


def load(server: Any, name: str, source: str, folder: str, counts_import: bool) -> None:
    """Run the learner's source as a module; from a file in ``folder`` where child processes must import it too.

    ``weighed``: a test holds memory against a ceiling, so what the module takes for its data is noted.
    """
    module = types.ModuleType(name)
    filename = f"{name}.py"
    if folder:
        module.__file__ = os.path.join(folder, filename)
        _write_module(folder, filename, source)
    sys.modules[name] = module
    server.learner = module
    server.files.add(filename)
    server.trace.enter()
    try:
        with (
            meters.importing(server.trace, filename) if counts_import else contextlib.nullcontext()
        ):
            exec(compile(source, filename, "exec"), module.__dict__)
    finally:
        server.trace.leave()


def _write_module(folder: str, filename: str, source: str) -> None:
    with open(os.path.join(folder, filename), "w", encoding="utf-8") as file:
        file.write(source)
    if folder not in sys.path:
        sys.path.insert(0, folder)


def probes(server: Any, sources: list[str], filename: str, folder: str) -> None:
    """Define the probes of the test file; in a module file of ``folder`` too, where child processes must import it."""
    sys.modules.setdefault("probes", server.probes)
    for source in sources:
        exec(compile(source, filename, "exec"), server.probes.__dict__)
    if folder:
        with open(os.path.join(folder, "probes.py"), "w", encoding="utf-8") as file:
            file.writelines(source.strip() + "\n\n\n" for source in sources)


def unit(name: str, folder: str, source: str) -> Any:
    """A function that does a probe's work and reports itself, importable by child processes."""
    import importlib

    with open(os.path.join(folder, "unit.py"), "w", encoding="utf-8") as file:
        file.write(source)
    with open(os.path.join(folder, "probes.py"), "a", encoding="utf-8") as file:
        file.write(f"work = {name}\n")
    sys.modules["probes"].work = getattr(sys.modules["probes"], name)  # type: ignore[attr-defined]
    return importlib.import_module("unit").unit


def drain(server: Any, source: Iterable[Any], at: list[int]) -> list[Any]:
    """Consume an iterable as learner code: the number of items, and the items at these places (ascending)."""
    server.trace.enter()
    try:
        return _drain(iter(source), at)
    finally:
        server.trace.leave()


def _drain(items: Any, at: list[int]) -> list[Any]:
    picked, count = [], 0
    for place in at:
        count += _skip(items, place - count)
        found = list(itertools.islice(items, 1))
        picked += found
        count += len(found)
    return [count + _skip(items, None), picked]


def _skip(items: Any, most: int | None) -> int:
    count = 0
    for _ in itertools.islice(items, most):
        del _  # else the loop holds the last item while the next one is made
        count += 1
    return count


def threads() -> list[str]:
    """Names of the threads that learner code started and that still run."""
    mine = ("judge-lane", "judge-call")
    left = [thread for thread in threading.enumerate() if thread is not threading.main_thread()]
    return [thread.name for thread in left if not thread.name.startswith(mine)]


def explain_start(server: Any, peak: int, folder: str) -> None:
    """Record who holds the memory when it is near ``peak`` bytes: by memray into ``folder``, else by tracemalloc."""
    try:
        import memray
    except ImportError:
        server.explainer = _PeakWatch(peak)
    else:
        server.explainer = memray.Tracker(
            os.path.join(folder, "peak.bin"), trace_python_allocators=True
        )
    server.explainer.__enter__()


def explain_stop(server: Any, folder: str) -> list[list[int]]:
    """End the record: the learner's lines that held the memory, each [line, bytes]."""
    server.explainer.__exit__(None, None, None)
    if isinstance(server.explainer, _PeakWatch):
        held = server.explainer.lines(server.files)
    else:
        held = recorded_lines(os.path.join(folder, "peak.bin"), server.files)
    return [[line, size] for line, size in held.items()]


def recorded_lines(record: str, files: set[str]) -> dict[int, int]:
    """Bytes held at the high-water mark of memray's record, by the innermost line of these files.

    Read here: a learner can spoil the record, and memray's reader is no place for the judge to meet
    it.
    """
    import memray

    held: dict[int, int] = {}
    with memray.FileReader(record) as reader:
        for allocation in reader.get_high_watermark_allocation_records(merge_threads=True):
            stack = allocation.stack_trace(max_stacks=30)
            line = next((number for _, name, number in stack if name in files), None)
            if line is not None:
                held[line] = held.get(line, 0) + allocation.size
    return held


class _PeakWatch:
    """A snapshot taken by a thread as soon as the traced memory is near the peak, or at the end."""

    def __init__(self, peak: int) -> None:
        self._near = 0.8 * peak
        self._snapshot: tracemalloc.Snapshot | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="judge-call")

    def __enter__(self) -> None:
        sys.setswitchinterval(0.0005)
        tracemalloc.start(8)
        self._thread.start()

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join()
        self._snapshot = self._snapshot or tracemalloc.take_snapshot()
        tracemalloc.stop()

    def _watch(self) -> None:
        while not self._over.wait(0.001):
            if tracemalloc.get_traced_memory()[0] >= self._near:
                self._snapshot = tracemalloc.take_snapshot()
                return

    def lines(self, files: set[str]) -> dict[int, int]:
        """Bytes by the innermost line of these files."""
        held: dict[int, int] = {}
        for trace in self._snapshot.traces if self._snapshot else ():
            inner = next(
                (frame for frame in reversed(trace.traceback) if frame.filename in files), None
            )
            if inner:
                held[inner.lineno] = held.get(inner.lineno, 0) + trace.size
        return held
