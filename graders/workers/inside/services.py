"""What the judge asks of the worker itself, by name.

Load, probe, drain, meters, the threads that are left.
"""

import contextlib
import gc
import itertools
import os
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterable
from typing import Any

from . import confine, errors, fixed, importing, meters, native, requests, semaphores


def table(server: Any) -> dict[str, Callable[..., Any]]:
    """The services by the name that opens a request."""
    censuses: list[meters.Census] = []
    explainers: list[Any] = []
    kept: list[Exception] = []

    def census_start(kind: type) -> requests.Census:
        censuses.append(meters.Census(kind))
        return {"number": len(censuses) - 1, "address": id(kind)}

    def ready(*parameters: Any) -> dict[str, int]:
        addresses = get_ready(server, *parameters)
        served[requests.LOAD.name] = lambda *parameters: load(server, *parameters)
        return addresses

    def refuse(*_: Any) -> None:
        raise PermissionError("not locked in: nothing of the learner's is loaded")

    done: dict[requests.Service[Any], Callable[..., Any]] = {
        requests.READY: ready,
        # The order to load waits in the channel before anybody has seen whether READY worked.
        requests.LOAD: refuse,
        requests.IMPORT: importing.bring,
        requests.LEND: lambda value: {"number": server.exports.give(value), "address": id(value)},
        requests.UNIT: unit,
        requests.ASK: ask,
        requests.DRAIN: lambda source, places: drain(server, source, places),
        requests.KEEP_ERROR: lambda call, args: keep_error(server, kept, call, args),
        requests.SETTLE: meters.settle,
        requests.TRACE_START: server.trace.start,
        requests.TRACE_STOP: server.trace.stop,
        requests.TRACE_CURVE: server.trace.curve,
        requests.CENSUS_START: census_start,
        requests.CENSUS_COUNT: lambda number: censuses[number].count(),
        requests.CENSUS_REFERRERS: lambda number: censuses[number].referrers(),
        requests.CENSUS_STOP: lambda number: censuses[number].stop(),
        requests.AT_REST: lambda: None,
        requests.DEEP_SIZE: meters.deep_size,
        requests.TRACKED: meters.tracked_objects,
        requests.FULL_COLLECTION: meters.full_collection,
        requests.THREADS: threads,
        requests.EXPLAIN_START: lambda peak, folder: explainers.append(explain_start(peak, folder)),
        requests.EXPLAIN_STOP: lambda folder: explain_stop(explainers[-1], folder, server.files),
        requests.PROFILE_STOP: lambda folder: profile_stop(explainers[-1], folder, server.files),
    }
    served = {service.name: do for service, do in done.items()}
    return served


def get_ready(
    server: Any,
    folder: str,
    rights: list[str],
    layers: list[str],
    readable: list[str],
    sources: list[str],
    filename: str,
    modules: str,
    notifies: bool,
) -> dict[str, int]:
    """Be locked in, then define probes: all that comes before the learner's module.

    What is returned are the addresses of the probes that are classes, and of list and dict.
    """
    if readable:
        # Who records memory: no machine code can be mapped once the lock-in holds.
        with contextlib.suppress(ImportError):
            import memray  # noqa: F401
    # In this order: nothing of the exercise is here before the lock-in holds.
    confine.apply(folder, rights, layers, readable, notifies)
    if "landlock" in layers and confine.without_processes("threads", rights):
        semaphores.use_locks()
    # What holds ctypes is there by now; the probes are still for the collector to see.
    gc.freeze()
    probes(server, sources, filename, modules)
    kinds = {name: each for name, each in vars(server.probes).items() if type(each) is type}
    fixed.fix(kinds.values())
    # The last of our own work that needs ctypes comes before this.
    if "native" in layers:
        native.seal(modules)
    return {name: id(kind) for name, kind in {"list": list, "dict": dict, **kinds}.items()}


def load(server: Any, name: str, source: str, folder: str, counts_import: bool) -> None:
    """Run the learner's source as a module.

    From a file in ``folder`` where child processes must import it too. ``counts_import``: a test
    holds memory against a ceiling, so what the module takes for its data is noted.
    """
    module, filename = server.learner, f"{name}.py"
    # Where there is no file, it is named all the same: who asks for its folder gets the worker's.
    path = os.path.join(folder or os.getcwd(), filename)
    module.__dict__.update(__name__=name, __file__=path)
    if folder:
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        if folder not in sys.path:
            sys.path.insert(0, folder)
    sys.modules[name] = module
    server.files.add(filename)
    server.trace.enter()
    try:
        noted = server.trace.importing(filename) if counts_import else contextlib.nullcontext()
        with noted:
            exec(compile(source, filename, "exec"), module.__dict__)
    finally:
        server.trace.leave()


def probes(server: Any, sources: list[str], filename: str, folder: str) -> None:
    """Define the probes of the test file.

    In a module file of ``folder`` too, where child processes must import it.
    """
    sys.modules.setdefault("probes", server.probes)
    for source in sources:
        exec(compile(source, filename, "exec"), server.probes.__dict__)
    if folder:
        with open(os.path.join(folder, "probes.py"), "w", encoding="utf-8") as file:
            file.writelines(source.strip() + "\n\n\n" for source in sources)


def unit(name: str, shows: str, folder: str, source: str) -> Any:
    """A function that does a probe's work under the judge's eyes, importable by child processes.

    ``shows`` is the probe that tells what a unit did, or "".
    """
    module = load_unit(folder, source)
    with open(os.path.join(folder, "probes.py"), "a", encoding="utf-8") as file:
        file.write(f"work = {name}\n" + (f"shows = {shows}\n" if shows else ""))
    here = sys.modules["probes"].__dict__
    here["work"] = here[name]
    if shows:
        here["shows"] = here[shows]
    return module.unit


def ask(folder: str, source: str) -> None:
    """Let the probes ask the judge, in whatever process."""
    load_unit(folder, source)


def load_unit(folder: str, source: str) -> Any:
    """The module with which units of work, and probes that ask, speak to the judge."""
    import importlib

    with open(os.path.join(folder, "unit.py"), "w", encoding="utf-8") as file:
        file.write(source)
    # Now: a child that is forked while a thread imports it would wait for that thread forever.
    return importlib.import_module("unit")


ITEMS_BETWEEN = 128
"""Of an iterator that is drained, between two readings of the memory."""


def drain(server: Any, source: Iterable[Any], at: list[int]) -> list[Any]:
    """Consume an iterable as learner code: the number of items, and those at ascending places."""
    server.trace.enter()
    try:
        items, picked, count = iter(source), [], 0
        for place in at:
            count += _skip(server, items, place - count)
            found = list(itertools.islice(items, 1))
            picked += found
            count += len(found)
        return [count + _skip(server, items, None), picked]
    finally:
        server.trace.leave()


def keep_error(
    server: Any, kept: list[Exception], call: Callable[..., Any], args: Iterable[Any]
) -> str:
    """Call as learner code; an error that comes joins those that are kept, and is told in short."""
    server.trace.enter()
    try:
        call(*args)
    except NotImplementedError:  # what nobody has written yet is to do, and no error of it
        raise
    except Exception as error:
        kept.append(error)
        said = errors.describe(error, set())
        return f"{said['names'][0]}: {said['text']}"
    finally:
        server.trace.leave()
    return ""


def _skip(server: Any, items: Any, most: int | None) -> int:
    """Let go so many items, or all; the memory is read after some, for its drawing."""
    count = 0
    for _ in itertools.islice(items, most):
        del _  # else the loop holds the last item while the next one is made
        count += 1
        if not count % ITEMS_BETWEEN:
            server.trace.gave(ITEMS_BETWEEN)
    return count


def threads() -> list[str]:
    """Names of the threads that learner code started and that still run."""
    return [
        thread.name
        for thread in threading.enumerate()
        if thread is not threading.main_thread()
        and not thread.name.startswith(("judge-lane", "judge-call"))
    ]


def explain_start(peak: int, folder: str) -> Any:
    """Begin to record who holds the memory when it is near ``peak`` bytes.

    By memray into ``folder``, else by tracemalloc. What is returned is for ``explain_stop``.
    """
    explainer: Any
    try:
        import memray
    except ImportError:
        explainer = _PeakWatch(peak)
    else:
        record = os.path.join(folder, "peak.bin")
        explainer = memray.Tracker(record, trace_python_allocators=True)
    explainer.__enter__()
    return explainer


def explain_stop(explainer: Any, folder: str, files: set[str]) -> list[list[int]]:
    """End the record: the lines of these files that held the memory, each [line, bytes]."""
    explainer.__exit__(None, None, None)
    if isinstance(explainer, _PeakWatch):
        held = explainer.lines(files)
    else:
        held = recorded_lines(os.path.join(folder, "peak.bin"), files)
    return [[line, size] for line, size in held.items()]


def recorded_lines(record: str, files: set[str]) -> dict[int, int]:
    """Bytes held at the high-water mark of memray's record, by the innermost line of these files.

    Read here: a learner can spoil the record, and memray's reader is not a place for the judge to
    meet it.
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


MAX_PROFILED = 2_000
"""Places of a profile: the largest."""

MAX_CALLS = 60
"""Of the way to one of them."""

Calls = tuple[tuple[str, str, int], ...]


def profile_stop(explainer: Any, folder: str, files: set[str]) -> list[tuple[int, int, Calls]]:
    """End memray's record: what the code of these files held at its peak, the largest first.

    Each with bytes, blocks and the calls that lead there, from the innermost to the outermost of
    these files: what lies beyond is ours.
    """
    import memray

    explainer.__exit__(None, None, None)
    record = os.path.join(folder, "peak.bin")
    with memray.FileReader(record) as reader:
        at_peak = [
            (each.size, each.n_allocations, calls)
            for each in reader.get_high_watermark_allocation_records(merge_threads=True)
            if (calls := _own_calls(each, files))
        ]
    # By what is ours the process may be fullest when these files hold little: when they held most,
    # memray's looks tell, one every 10 ms.
    with memray.FileReader(record) as reader:
        lasting = [
            (span, calls)
            for each in reader.get_temporal_allocation_records(merge_threads=True)
            if (calls := _own_calls(each, files))
            for span in each.intervals
        ]
    look, most = _fullest([span for span, _ in lasting])
    if most > sum(size for size, _, _ in at_peak):
        at_peak = [
            (span.n_bytes, span.n_allocations, calls)
            for span, calls in lasting
            if span.allocated_before_snapshot <= look
            and (
                span.deallocated_before_snapshot is None or look < span.deallocated_before_snapshot
            )
        ]
    held: dict[Calls, tuple[int, int]] = {}
    for size, blocks, calls in at_peak:
        before = held.get(calls, (0, 0))
        held[calls] = before[0] + size, before[1] + blocks
    found = [(size, blocks, calls) for calls, (size, blocks) in held.items()]
    return sorted(found, reverse=True)[:MAX_PROFILED]


def _fullest(spans: Iterable[Any]) -> tuple[int, int]:
    """The look at which most bytes of these were held, and how many."""
    changes: dict[int, int] = {}
    for span in spans:
        begun, ended = span.allocated_before_snapshot, span.deallocated_before_snapshot
        changes[begun] = changes.get(begun, 0) + span.n_bytes
        if ended is not None:
            changes[ended] = changes.get(ended, 0) - span.n_bytes
    looks = sorted(changes)
    sums = itertools.accumulate(changes[look] for look in looks)
    most, look = max(
        ((size, -look) for look, size in zip(looks, sums, strict=True)), default=(0, 0)
    )
    return -look, most


def _own_calls(allocation: Any, files: set[str]) -> Calls:
    """The calls that lead to an allocation, up to the outermost of these files; of others, none."""
    stack = allocation.stack_trace(max_stacks=MAX_CALLS)
    last = max((place for place, (_, name, _) in enumerate(stack) if name in files), default=-1)
    return tuple((what, name, line) for what, name, line in stack[: last + 1])


class _PeakWatch:
    """A snapshot taken by a thread as soon as the traced memory is near the peak, or at the end."""

    def __init__(self, peak: int) -> None:
        self._near = 0.8 * peak
        self._snapshot: tracemalloc.Snapshot | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="judge-call")

    def __enter__(self) -> None:
        sys.setswitchinterval(0.0005)  # seconds: the peak is over soon, and the watch gets a turn
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
