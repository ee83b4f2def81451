from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from graders.model.report import Crashed
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import memory_reading, processes
from graders.workers.memory_reading import Memory, Reader, Unreadable
from graders.workers.probes import probe
from graders.workers.spawners import ForkServer, FreshSpawner

from .conftest import InThread

HERE = Path(__file__)

GONE = 2**22 + 1
"""A process that cannot be."""

PRELUDE = """
import gc, sys
class Tile: pass
class Number(float): pass
kind = Tile
"""
READY = """
print(id(kind), flush=True)
sys.stdin.read()
"""


class Counts(Protocol):
    """How many objects of its class a process has alive after this work, seen from outside."""

    def __call__(self, work: str) -> int: ...


@pytest.fixture
def count() -> Iterator[Counts]:
    started: list[subprocess.Popen[bytes]] = []

    def counted(work: str) -> int:
        code = PRELUDE + work + READY
        process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout
        kind = int(process.stdout.readline())
        with processes.stopped(process.pid):
            return memory_reading.instances(process.pid, kind)

    yield counted
    for process in started:
        with process:
            process.kill()


@pytest.mark.parametrize(
    ("work", "alive"),
    [
        ("", 0),
        ("kept = [Tile() for _ in range(1_947)]", 1_947),
        ("dead = [Tile() for _ in range(500)]; del dead", 0),
        ("kept = [Tile() for _ in range(100)]; del kept[::2]", 50),
        ("kind = Number; kept = [Number(each) for each in range(40)]", 40),
        ("kept = [Tile() for _ in range(30)]; gc.freeze()", 30),
        ("gc.disable()\nfor _ in range(20):\n    tile = Tile(); tile.itself = tile\ndel tile", 20),
        ("kept = [Tile.__new__(Tile) for _ in range(7)]; gc.collect()", 7),
        ("kept = [(Tile, 1), (1, Tile), (1, 2, Tile), [Tile] * 100, {Tile: Tile}, lambda tile=Tile: tile]", 0),
        ("kept = id(Tile).to_bytes(8, 'little') * 10_000", 0),
        ("kept = (Tile() for _ in range(9)); tile = next(kept)", 1),
        ("class Other: pass\nkept = [Other() for _ in range(5)]", 0),
        ("kept = [bytes(3 << 20), *(Tile() for _ in range(3)), bytes(3 << 20), *(Tile() for _ in range(3))]", 6),
    ],
)
def test_what_is_alive_is_counted_exactly(count: Counts, work: str, alive: int) -> None:
    assert count(work) == alive


def test_what_is_alive_amid_a_collection_counts(count: Counts) -> None:
    look = """
kept = [Tile() for _ in range(50)]
class Waits:
    def __del__(self):
        print(id(kind), flush=True)
        sys.stdin.read()
waits = Waits()
waits.itself = waits
del waits
gc.collect()
"""
    assert count(look) == 50


def test_memory_that_is_full_of_the_class_is_read_no_further(count: Counts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_reading, "MAX_PLACES", 1_000)
    with pytest.raises(Crashed, match="full of references to a class: 1,000 and more"):
        count("kept = [Tile] * 5_000")


def test_too_much_memory_is_not_read(count: Counts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_reading, "MAX_BYTES", 1 << 20)
    with pytest.raises(Crashed, match="held . MiB while what is alive was counted, 1 MiB allowed"):
        count("")


def test_whoever_is_gone_cannot_be_read() -> None:
    with pytest.raises(Unreadable):
        memory_reading.instances(GONE, 1)
    with pytest.raises(Unreadable):
        memory_reading.collections(GONE, 1)


def test_what_is_not_there_is_no_word() -> None:
    with Memory(os.getpid()) as memory:
        assert memory.word(0) == memory.word(1 << 63) == 0
        assert list(memory.places(b"word", [(0, 64)])) == []


@pytest.mark.parametrize("window", [128, 256, 4096])
def test_no_place_is_missed_or_found_twice_where_windows_meet(window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = struct.pack("<9Q", *range(1_001, 1_010))
    monkeypatch.setattr(memory_reading, "WINDOW_BYTES", window)
    memory = Memory.__new__(Memory)
    content = b"".join(bytes(8 * gap) + data for gap in range(64))

    def fill(view: memoryview, address: int) -> int:
        part = content[address : address + len(view)]
        view[: len(part)] = part
        return len(part)

    monkeypatch.setattr(memory, "_fill", fill)
    expected = [at for at in range(0, len(content), 8) if content.startswith(data, at)]
    assert [at for at, _ in memory.places(data, [(0, len(content))])] == expected
    assert len(expected) == 64


# What a spawner's workers let be read


def test_a_fork_server_s_workers_are_counted_from_outside(spawner: ForkServer) -> None:
    found = memory_reading.reader(spawner)
    assert found.exact
    assert found.stats
    assert memory_reading.reader(spawner) is found


def test_fresh_workers_have_the_statistics_anywhere(fresh: FreshSpawner) -> None:
    assert memory_reading.reader(fresh) == Reader(exact=True, stats=0, containers=True)


def test_nobody_stops_itself(in_thread: InThread) -> None:
    assert memory_reading.reader(in_thread) == Reader()  # type: ignore[arg-type]


def test_without_the_layer_nothing_is_read() -> None:
    spawner = FreshSpawner([])
    try:
        assert memory_reading.reader(spawner) == Reader()
    finally:
        spawner.close()


def refused(*_: object) -> int:
    raise Unreadable(13, "Permission denied")


@pytest.mark.parametrize("instances", [lambda *_: 11, refused])
def test_what_is_not_exact_is_not_used(
    instances: Callable[..., int], spawner: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_reading, "instances", instances)
    assert memory_reading._tried(spawner) == Reader()


def test_statistics_at_several_places_are_nowhere(spawner: ForkServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memory, "places", lambda self, data, space, before=0: iter([(8, b""), (16, b"")]))
    monkeypatch.setattr(memory_reading, "instances", lambda *_: memory_reading.SAMPLE)
    assert memory_reading._tried(spawner) == Reader(exact=True, stats=0, containers=True)


# Of an execution


@probe
class Tile:
    """What is counted."""


def test_a_worker_that_keeps_its_memory_crashes(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    running = execute("x = 1", test_file=HERE)
    running.worker  # noqa: B018 - it loads
    monkeypatch.setattr(memory_reading, "instances", refused)
    with pytest.raises(Crashed, match="kept its memory from the grader: Permission denied"):
        running.alive(running.address_of("Tile"))


def test_the_time_of_a_look_is_nobody_s(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    running = execute("x = 1", test_file=HERE)
    assert running.alive(running.address_of("Tile")) == 0
    clock = running._clock
    assert clock
    before = clock._begun, clock._looked
    running.alive(running.address_of("Tile"))
    assert (clock._begun, clock._looked) > before
    assert not running.stands


def test_threads_stand_still_too(execute: MakesExecution) -> None:
    running = execute(
        """
        import threading
        def work(make):
            def hold():
                tile = make()
                ready.set()
                end.wait()
            ready, end = threading.Event(), threading.Event()
            threading.Thread(target=hold, daemon=True).start()
            ready.wait()
            return 1
        """,
        test_file=HERE,
        rights=["threads"],
    )
    assert learner("work")(Tile) == 1
    assert running.alive(running.address_of("Tile")) == 1
