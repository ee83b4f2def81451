from __future__ import annotations

from typing import Any

import pytest

from graders.bounds.laziness import drain, stream
from graders.bounds.memory import Explained, memory_ceiling, retained_ceiling, size
from graders.model.report import Over
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured, over
from graders.workers import processes
from graders.workers.spawners import FreshSpawner

READER = """
kept = []
def frugal(source):
    for reading in source:
        yield reading
def greedy(source):
    readings = [reading for reading in source]
    yield from readings
def hoard(size): kept.append(bytes(size))
def forget(): kept.clear()
def borrow(size): return len(bytes(size))
"""


@pytest.mark.parametrize(
    ("text", "bytes_"), [("64 KiB", 65536), ("1.5MiB", 3 << 19), (" 2 GiB ", 2 << 30), ("100 B", 100)]
)
def test_sizes_are_read_as_written(text: str, bytes_: int) -> None:
    assert size(text) == bytes_


@pytest.mark.parametrize("text", ["64", "64 KB", "-1 KiB", "KiB", ""])
def test_what_is_no_size_is_said_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write it as '64 KiB'"):
        memory_ceiling(text)


def test_a_reader_that_holds_one_item_keeps_the_ceiling(execute: MakesExecution) -> None:
    execute(READER)
    with memory_ceiling("64 KiB") as ceiling:
        drain(learner("frugal")(stream(float(number) for number in range(20_000))))
    assert 0 < ceiling.measured < 32 << 10
    assert measured() == [("peak memory", ceiling.measured, 64 << 10)]


def test_a_reader_that_holds_all_breaks_it(execute: MakesExecution) -> None:
    execute(READER)
    with pytest.raises(Over) as caught, memory_ceiling("64 KiB"):
        drain(learner("greedy")(stream(float(number) for number in range(20_000))))
    measure = caught.value.measure
    assert measure is not None
    assert 20_000 * 24 < measure.value < 20_000 * 48
    assert (measure.unit, measure.exact) == ("bytes", False)


def test_a_peak_counts_also_when_it_is_over_at_the_end(execute: MakesExecution) -> None:
    execute(READER)

    def borrow() -> None:
        with memory_ceiling("64 KiB"):
            learner("borrow")(200_000)

    assert over(borrow).value >= 200_000


def test_what_is_let_go_in_time_is_not_retained(execute: MakesExecution) -> None:
    execute(READER)
    with retained_ceiling("64 KiB") as ceiling:
        learner("borrow")(200_000)
        learner("hoard")(200_000)
        learner("forget")()
    assert ceiling.measured < 32 << 10
    assert measured() == [("memory kept", ceiling.measured, 64 << 10)]


def test_what_is_still_held_is_retained(execute: MakesExecution) -> None:
    execute(READER)

    def hoard() -> None:
        with retained_ceiling("64 KiB"):
            learner("hoard")(200_000)

    assert 200_000 <= over(hoard).value < 220_000


HIDER = """
import mmap
kept = []
def hide(size):
    kept.append(mmap.mmap(-1, size))
    for place in range(0, size, 4096): kept[0][place] = 1
"""


@pytest.mark.parametrize(("ceiling", "what"), [(memory_ceiling, "peak memory"), (retained_ceiling, "memory kept")])
def test_memory_that_tracemalloc_does_not_see_is_seen_from_outside(
    execute: MakesExecution, ceiling: Any, what: str
) -> None:
    execute(HIDER)

    def hide() -> None:
        with ceiling("64 KiB"):
            learner("hide")(24 << 20)

    broken = over(hide)
    assert broken.what == f"{what} seen from outside"
    assert broken.value > 23 << 20


def test_the_books_of_tracemalloc_on_many_small_objects_are_not_the_learners(execute: MakesExecution) -> None:
    execute("def total(count): return sum([float(number) for number in range(count)])")
    with memory_ceiling("12 MiB") as ceiling:
        learner("total")(300_000)
    assert ceiling.measured > 8 << 20
    assert len(measured()) == 1


def test_a_large_peak_that_was_let_go_is_not_retained(execute: MakesExecution) -> None:
    execute(READER)
    with retained_ceiling("64 KiB"):
        drain(learner("greedy")(stream(float(number) for number in range(250_000))))
    assert len(measured()) == 1


def test_the_memory_of_a_child_process_counts(execute: MakesExecution) -> None:
    execute(
        """
        import os, time
        def hide(size):
            heard, said = os.pipe()
            if os.fork() == 0:
                held = bytearray(b"x") * size
                os.write(said, b"1")
                time.sleep(60)
                os._exit(0)
            os.read(heard, 1)
        """,
        rights=["processes"],
    )

    def hide() -> None:
        with memory_ceiling("64 KiB"):
            learner("hide")(32 << 20)

    assert over(hide).what == "peak memory seen from outside"


def test_where_the_peak_cannot_be_reset_tracemalloc_decides(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "reset_peak", lambda pid: False)
    execute(READER)
    with memory_ceiling("1 MiB"):
        learner("borrow")(1_000)
    assert len(measured()) == 1


def test_a_test_that_raises_in_the_block_measures_nothing(execute: MakesExecution) -> None:
    execute(READER)
    with pytest.raises(ZeroDivisionError), memory_ceiling("64 KiB"):
        raise ZeroDivisionError
    assert measured() == []


def test_two_ceilings_after_each_other_measure_each_its_own(execute: MakesExecution) -> None:
    execute(READER)
    with memory_ceiling("1 MiB") as first:
        learner("borrow")(500_000)
    with memory_ceiling("1 MiB") as second:
        learner("borrow")(1_000)
    assert first.measured >= 500_000
    assert second.measured < 50_000


def explained(execute: MakesExecution, **options: Any) -> list[tuple[int, str]]:
    running = execute(READER, explaining=640_000, rights=["files", "threads"], **options)
    with pytest.raises(Explained), memory_ceiling("64 KiB"):
        drain(learner("greedy")(stream(float(number) for number in range(20_000))))
    assert measured() == []
    return [(held.line, held.text) for held in running.held if held.bytes > 64 << 10]


def test_a_second_run_names_the_line_that_held_the_memory(execute: MakesExecution) -> None:
    assert explained(execute) == [(7, "readings = [reading for reading in source]")]


def test_a_second_run_under_memray_names_it_too(execute: MakesExecution) -> None:
    pytest.importorskip("memray")
    spawner = FreshSpawner(site_packages=True)
    try:
        assert explained(execute, spawner=spawner) == [(7, "readings = [reading for reading in source]")]
    finally:
        spawner.close()
