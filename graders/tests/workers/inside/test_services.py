from __future__ import annotations

import contextlib
import inspect
import os
import sys
import threading
import time
import tracemalloc
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.workers.inside import confine, meters, requests, services

pytestmark = pytest.mark.usefixtures("own_modules")


class Server:
    """A worker's server as far as services need one."""

    def __init__(self) -> None:
        self.trace = meters.Trace()
        self.learner = types.ModuleType("learner")
        self.probes = types.ModuleType("probes")
        self.files: set[str] = set()


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def ask(server: Server) -> Any:
    table = services.table(server)
    table["@ready"]("", [], [], [], [], "test_kata.py", "", False)
    return lambda name, *args: table[name](*args)


def test_every_service_is_done_with_its_own_parameters(server: Server) -> None:
    table = services.table(server)
    assert table.keys() == {service.name for service in requests.SERVICES}
    takes: dict[str, Any] = {"@ready": services.get_ready, "@load": services.load}
    for service in requests.SERVICES:
        own = inspect.signature(takes.get(service.name, table[service.name]))
        bound = [server, *service.parameters] if service.name in takes else service.parameters
        assert len(own.bind(*bound).arguments) == len(bound), service.name


def test_nothing_is_loaded_where_the_lock_in_has_not_held(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    def refused(*_: object) -> None:
        raise OSError("no such rule")

    monkeypatch.setattr(confine, "apply", refused)
    table = services.table(server)
    with pytest.raises(OSError, match="no such rule"):
        table["@ready"]("", [], ["landlock"], [], [], "test_kata.py", "", False)
    with pytest.raises(PermissionError, match="not locked in"):
        table["@load"]("kata", "rows = 3", "", False)
    assert not hasattr(server.learner, "rows")


def test_the_learner_s_source_becomes_a_module(server: Server, ask: Any) -> None:
    ask("@load", "kata", "rows = 3\nwhere = __name__", "", False)
    assert (server.learner.rows, server.learner.where) == (3, "kata")
    assert sys.modules["kata"] is server.learner
    assert server.files == {"kata.py"}
    assert server.learner.__file__ == str(Path.cwd() / "kata.py"), "it has a name even where no file bears it"


def test_a_module_that_child_processes_import_is_written_down(tmp_path: Path, server: Server, ask: Any) -> None:
    ask("@load", "kata", "word = 'naïve'", str(tmp_path), False)
    assert (tmp_path / "kata.py").read_text(encoding="utf-8") == "word = 'naïve'"
    assert server.learner.__file__ == str(tmp_path / "kata.py")
    ask("@load", "kata", "word = 2", str(tmp_path), False)
    assert sys.path.count(str(tmp_path)) == 1


def test_what_a_module_raises_passes(server: Server, ask: Any) -> None:
    with pytest.raises(ZeroDivisionError):
        ask("@load", "kata", "1 / 0", "", False)
    assert server.trace._running == 0


UNLOCKED: list[Any] = ["/tmp", [], [], []]


def test_probes_see_each_other(server: Server, ask: Any) -> None:
    ask("@ready", *UNLOCKED, ["def one(): return 1", "def two(): return one() + 1"], "test_kata.py", "", False)
    assert server.probes.two() == 2


def test_probes_and_the_unit_are_written_down_for_child_processes(tmp_path: Path, ask: Any) -> None:
    sys.path.insert(0, str(tmp_path))
    sources = ["\n\ndef burn(n): return n + 1", "def more(n): return n"]
    ask("@ready", *UNLOCKED, sources, "test_kata.py", str(tmp_path), False)
    assert (
        ask("@unit", "burn", "more", str(tmp_path), "def unit(item):\n    import probes\n    return probes.work(item)")(
            1
        )
        == 2
    )
    assert (tmp_path / "probes.py").read_text() == (
        "def burn(n): return n + 1\n\n\ndef more(n): return n\n\n\nwork = burn\nshows = more\n"
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [([], [5, []]), ([0, 4], [5, [10, 14]]), ([1, 2, 9], [5, [11, 12]]), ([7, 8], [5, []])],
)
def test_draining_counts_and_picks(at: list[int], expected: list[Any], ask: Any) -> None:
    assert ask("@drain", range(10, 15), at) == expected


def test_draining_holds_no_item(ask: Any) -> None:
    import weakref

    class Tile:
        pass

    seen: list[Any] = []

    def tiles() -> Iterator[Tile]:
        for _ in range(4):
            assert not any(ref() for ref in seen)
            tile = Tile()
            seen.append(weakref.ref(tile))
            yield tile
            del tile

    assert ask("@drain", tiles(), []) == [4, []]


def test_what_a_drained_iterator_raises_passes(server: Server, ask: Any) -> None:
    with pytest.raises(ZeroDivisionError):
        ask("@drain", (1 // n for n in (1, 0)), [])
    assert server.trace._running == 0


def test_memory_is_traced_between_start_and_stop(ask: Any) -> None:
    ask("@trace_start")
    assert tracemalloc.is_tracing()
    assert ask("@trace_stop")["kept"] < 10_000


def test_a_census_is_known_by_number(ask: Any) -> None:
    class Tile:
        pass

    begun = ask("@census_start", Tile)
    assert begun["address"] == id(Tile)
    number = begun["number"]
    try:
        kept = [Tile(), Tile()]
        assert ask("@census_count", number)["alive"] == 2
        (referrer,) = ask("@census_keepers", number)
        assert referrer.startswith("a list, kept by the local name 'kept' of")
    finally:
        ask("@census_stop", number)
    assert len(kept) == 2
    assert ask("@at_rest") is None


def test_the_probes_classes_are_told_and_stay_what_they_are(server: Server) -> None:
    source = "class Tile: pass\ndef tiles(): return [Tile()]\n"
    addresses = services.table(server)["@ready"]("", [], [], [], [source], "test_kata.py", "", False)
    kind = vars(server.probes)["Tile"]
    assert addresses == {"Tile": id(kind), "list": id(list), "dict": id(dict)}
    with pytest.raises(TypeError, match="immutable"):
        kind.size = 1
    with pytest.raises(TypeError, match="__class__ assignment"):
        kind().__class__ = type("Other", (), {})


def test_sizes_and_tracked_objects_are_told(ask: Any) -> None:
    assert ask("@deep_size", "abc") == sys.getsizeof("abc")
    assert ask("@tracked") > 1000
    assert ask("@full_collection") > 0


def test_threads_are_named_but_those_of_the_judge(ask: Any) -> None:
    end = threading.Event()
    names = ("judge-lane-3", "judge-call_0", "feed")
    threads = [threading.Thread(target=end.wait, name=name, daemon=True) for name in names]
    before = ask("@threads")
    for thread in threads:
        thread.start()
    try:
        assert sorted(ask("@threads")) == sorted([*before, "feed"])
    finally:
        end.set()
        for thread in threads:
            thread.join()


def test_without_memray_a_watch_finds_the_lines_that_hold(
    server: Server, ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "memray", None)
    interval = sys.getswitchinterval()
    try:
        ask("@explain_start", 4 << 20, str(tmp_path))
        ask("@load", "kata", "kept = bytes(3_000_000)\n\nmore = [0] * 10", "", False)
        lines = ask("@explain_stop", str(tmp_path))
    finally:
        sys.setswitchinterval(interval)
    line, size = max(lines, key=lambda each: each[1])
    assert line == 1
    assert size >= 3_000_000
    assert not tracemalloc.is_tracing()


def test_the_watch_takes_its_picture_near_the_peak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "setswitchinterval", lambda seconds: None)
    watch = services._PeakWatch(2 << 20)
    with watch:
        kept = bytearray(3 << 20)
        watch._thread.join(20)
        assert watch._snapshot is not None
        del kept
    assert any(size >= 3 << 20 for size in watch.lines({__file__}).values())


def test_a_watch_without_a_picture_has_no_lines() -> None:
    assert services._PeakWatch(1).lines({"kata.py"}) == {}


def test_memray_records_into_the_folder(ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tracker:
        def __init__(self, record: str, **options: bool) -> None:
            self.told = [record, options]

        def __enter__(self) -> None:
            self.told.append("in")

        def __exit__(self, *exc: object) -> None:
            self.told.append("out")

    memray = types.ModuleType("memray")
    monkeypatch.setattr(memray, "Tracker", Tracker, raising=False)
    monkeypatch.setitem(sys.modules, "memray", memray)
    record, read = os.path.join(tmp_path, "peak.bin"), list[Any]()

    def lines(*args: object) -> dict[int, int]:
        read.append(args)
        return {3: 70, 5: 60}

    monkeypatch.setattr(services, "recorded_lines", lines)
    tracker = services.explain_start(1 << 20, str(tmp_path))
    assert services.explain_stop(tracker, str(tmp_path), {"kata.py"}) == [[3, 70], [5, 60]]
    assert read == [(record, {"kata.py"})]
    assert tracker.told == [record, {"trace_python_allocators": True}, "in", "out"]


RECORDED = """
def hold():
    first = bytearray(3_000_000)
    second = [bytearray(1_000_000) for _ in range(2)]
    return first, second


def let_go():
    bytearray(100_000)
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of memray: something let go, then three things held, then something of another file's."""
    memray = pytest.importorskip("memray")
    names: dict[str, Any] = {}
    exec(compile(RECORDED, "kata.py", "exec"), names)
    path = tmp_path_factory.mktemp("record") / "peak.bin"
    with memray.Tracker(path):
        names["let_go"]()
        names["hold"]()
        bytearray(500_000)
    return path


def test_recorded_bytes_are_told_by_line_and_added_up(record: Path) -> None:
    held = {line: size for line, size in services.recorded_lines(str(record), {"kata.py"}).items() if size > 50_000}
    assert held.keys() == {3, 4}
    assert held[3] == pytest.approx(3_000_000, rel=0.01)
    assert held[4] == pytest.approx(2_000_000, rel=0.01)


def test_a_profile_has_the_ways_of_calls_that_lead_to_what_is_held(record: Path) -> None:
    ended = contextlib.nullcontext()
    found = services.profile_stop(ended, str(record.parent), {"kata.py"})
    large = [each for each in found if each[0] > 500_000]
    assert [(size // 100_000, calls[-1][:2]) for size, _, calls in large] == sorted(
        ((size // 100_000, ("hold", "kata.py")) for size, _, calls in large), reverse=True
    )
    assert sum(size for size, _, _ in large) == pytest.approx(5_000_000, rel=0.01)
    assert {calls[0][2] for _, _, calls in large} == {3, 4}
    assert services.profile_stop(ended, str(record.parent), {"other.py"}) == []


def test_a_profile_is_of_the_peak_of_these_files_and_not_of_the_process(tmp_path: Path) -> None:
    memray = pytest.importorskip("memray")
    names: dict[str, Any] = {}
    exec(compile(RECORDED, "kata.py", "exec"), names)
    with memray.Tracker(tmp_path / "peak.bin", memory_interval_ms=1):
        held = names["hold"]()
        time.sleep(0.2)  # memray looks meanwhile, in a thread that needs no lock of Python's
        del held
        bytearray(50_000_000)
    found = services.profile_stop(contextlib.nullcontext(), str(tmp_path), {"kata.py"})
    large = [each for each in found if each[0] > 500_000]
    assert sum(size for size, _, _ in large) == pytest.approx(5_000_000, rel=0.01)
    assert {calls[0][2] for _, _, calls in large} == {3, 4}


def test_other_files_hold_nothing_in_a_record(record: Path) -> None:
    assert services.recorded_lines(str(record), {"other.py"}) == {}


def test_a_record_that_a_learner_spoilt_is_an_error_of_the_worker(tmp_path: Path) -> None:
    pytest.importorskip("memray")
    (tmp_path / "peak.bin").write_bytes(b"no record")
    with pytest.raises(OSError, match="does not look like"):
        services.recorded_lines(str(tmp_path / "peak.bin"), {"kata.py"})


def test_a_worker_locks_itself_in_as_it_is_told(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(confine, "apply", lambda *args: told.append(args))
    ask("@ready", "/tmp/katas-1/7", ["files"], ["seccomp"], ["/opt"], [], "test_kata.py", "", False)
    assert told == [("/tmp/katas-1/7", ["files"], ["seccomp"], ["/opt"], False)]
