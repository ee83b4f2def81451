from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graders.bounds.laziness import drain, stream
from graders.bounds.memory import ROOM_BYTES, Explained, Untold, memory_ceiling, retained_ceiling, size
from graders.model.report import Fault, Measure, Over
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
    execute(READER, weighs=True)
    with memory_ceiling("64 KiB") as ceiling:
        drain(learner("frugal")(stream(float(number) for number in range(20_000))))
    assert 0 < ceiling.measured < 32 << 10
    assert measured() == [("peak memory", ceiling.measured, 64 << 10)]


def test_a_reader_that_holds_all_breaks_it(execute: MakesExecution) -> None:
    execute(READER, weighs=True)
    with pytest.raises(Over) as caught, memory_ceiling("64 KiB"):
        drain(learner("greedy")(stream(float(number) for number in range(20_000))))
    measure = caught.value.measure
    assert measure is not None
    assert 20_000 * 24 < measure.value < 20_000 * 48
    assert (measure.unit, measure.exact) == ("bytes", False)


def test_a_peak_counts_also_when_it_is_over_at_the_end(execute: MakesExecution) -> None:
    execute(READER, weighs=True)

    def borrow() -> None:
        with memory_ceiling("64 KiB"):
            learner("borrow")(200_000)

    assert over(borrow).value >= 200_000


@pytest.mark.parametrize(
    "use", [lambda: learner("puts_off")(), lambda: drain(learner("puts_off_item_by_item")())], ids=["call", "drain"]
)
def test_what_is_put_off_until_the_streams_are_flushed_counts(
    execute: MakesExecution, use: Callable[[], object]
) -> None:
    execute(
        """
        import sys
        due = []
        class Stream:
            def write(self, text): return len(text)
            def flush(self):
                while due: len(bytes(due.pop()))
        sys.stdout = Stream()
        def puts_off(): due.append(200_000)
        def puts_off_item_by_item(): yield puts_off()
        """,
        weighs=True,
    )

    def ceiling() -> None:
        with memory_ceiling("64 KiB"):
            use()

    assert over(ceiling).value >= 200_000


def test_what_is_let_go_in_time_is_not_retained(execute: MakesExecution) -> None:
    execute(READER, weighs=True)
    with retained_ceiling("64 KiB") as ceiling:
        learner("borrow")(200_000)
        learner("hoard")(200_000)
        learner("forget")()
    assert ceiling.measured < 32 << 10
    assert measured() == [("memory kept", ceiling.measured, 64 << 10)]


def test_what_is_still_held_is_retained(execute: MakesExecution) -> None:
    execute(READER, weighs=True)

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
    execute(HIDER, weighs=True, untraced=True)

    def hide() -> None:
        with ceiling("64 KiB"):
            learner("hide")(24 << 20)

    broken = over(hide)
    assert broken.what == f"{what} seen from outside"
    assert broken.value > 20 << 20


TOTAL = "def total(count): return sum([float(number) for number in range(count)])"


def test_the_books_of_tracemalloc_have_to_be_told_from_what_the_learner_holds(execute: MakesExecution) -> None:
    execute(TOTAL, weighs=True)
    with pytest.raises(Untold), memory_ceiling("12 MiB"):
        learner("total")(300_000)
    assert [what for what, *_ in measured()] == ["peak memory"]


def test_without_the_books_what_was_traced_before_is_held_again(execute: MakesExecution) -> None:
    traced = Measure("peak memory", 9 << 20, 12 << 20, unit="bytes", exact=False)
    running = execute(TOTAL, weighs=True, untraced=True, traced=[traced])
    with memory_ceiling("12 MiB") as ceiling:
        learner("total")(300_000)
    assert (ceiling.measured, running.measures) == (9 << 20, [traced])
    (weighed,) = running.weighed
    assert (weighed.what, weighed.bound) == ("peak memory, weighed from outside,", 14 << 20)
    assert 8 << 20 < weighed.value < 13 << 20


def test_a_peak_that_nobody_traced_is_held_as_seen_from_outside(execute: MakesExecution) -> None:
    execute(READER, weighs=True, untraced=True)
    with memory_ceiling("1 MiB") as ceiling:
        learner("borrow")(1_000)
    assert [what for what, *_ in measured()] == ["peak memory seen from outside"]
    assert ceiling.measured < ROOM_BYTES["peak"]


def test_a_large_peak_that_was_let_go_is_not_retained(execute: MakesExecution) -> None:
    running = execute(READER, weighs=True, untraced=True)
    with retained_ceiling("64 KiB"):
        drain(learner("greedy")(stream(float(number) for number in range(250_000))))
    (weighed,) = running.weighed
    assert weighed.value < ROOM_BYTES["kept"]


BALLAST = """
junk = [bytes(400) for _ in range(60_000)]
pins = junk[::600]
del junk
"""


@pytest.mark.parametrize("ceiling", [memory_ceiling, retained_ceiling])
def test_memory_that_was_taken_and_freed_at_import_hides_nothing(execute: MakesExecution, ceiling: Any) -> None:
    execute(
        BALLAST + "kept = []\ndef hold(): kept.append([bytes(400) for _ in range(20_000)])", weighs=True, untraced=True
    )

    def hold() -> None:
        with ceiling("64 KiB"):
            learner("hold")()

    assert over(hold).value > 8 << 20


def test_what_the_set_up_takes_is_allowed_by_the_test_that_says_so(execute: MakesExecution) -> None:
    execute(READER + "def fill(size): kept.append(b'.' * size)", weighs=True, untraced=True)
    learner("fill")(8 << 20)
    with memory_ceiling("64 KiB", set_up="8 MiB"):
        learner("borrow")(1_000)

    def borrow() -> None:
        with memory_ceiling("64 KiB"):
            learner("borrow")(1_000)

    assert over(borrow).value > 5 << 20


def test_imports_of_the_standard_library_are_nobodys_growth(execute: MakesExecution) -> None:
    imports = "import asyncio, pdb\nfrom concurrent.futures import ProcessPoolExecutor\nfrom unittest import mock\n"
    running = execute(imports + "def late(): import xml.dom.minidom", weighs=True, untraced=True)
    with memory_ceiling("64 KiB"):
        learner("late")()
    (weighed,) = running.weighed
    assert weighed.value < ROOM_BYTES["peak"]


def test_imports_that_are_taken_apart_hide_no_growth(execute: MakesExecution) -> None:
    execute(
        """
        import asyncio, gc, sys
        from unittest import mock
        def hold():
            global mock, asyncio
            mock = asyncio = None
            for name in [name for name in sys.modules if name.startswith(("asyncio", "unittest"))]:
                module = sys.modules.pop(name)
                vars(module).clear()
            del module
            gc.collect()
            return len([bytes(400) for _ in range(10_000)])
        """,
        weighs=True,
        untraced=True,
    )

    def hold() -> None:
        with memory_ceiling("64 KiB"):
            learner("hold")()

    assert over(hold).value > 1 << 20


def test_a_ceiling_that_the_test_does_not_name_itself_is_a_fault(execute: MakesExecution) -> None:
    execute(READER)
    with pytest.raises(Fault, match="in the test itself"), memory_ceiling("64 KiB"):
        pass


@pytest.mark.parametrize("meddling", ["stop()", "clear_traces()", "start(25)", "reset_peak()"])
def test_an_answer_that_uses_tracemalloc_does_not_disturb_the_service(execute: MakesExecution, meddling: str) -> None:
    execute(
        f"import tracemalloc\ntracemalloc.{meddling}\ndef total(): tracemalloc.{meddling}\n",
        weighs=True,
        counts_import=True,
    )
    with memory_ceiling("8 MiB"):
        learner("total")()
    assert [what for what, *_ in measured()] == ["peak memory"]


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
        weighs=True,
        untraced=True,
    )

    def hide() -> None:
        with memory_ceiling("64 KiB"):
            learner("hide")(32 << 20)

    assert over(hide).what == "peak memory seen from outside"


def test_where_the_peak_cannot_be_reset_tracemalloc_decides(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "reset_peak", lambda pid: False)
    running = execute(READER, weighs=True)
    with memory_ceiling("1 MiB"):
        learner("borrow")(1_000)
    assert len(measured()) == 1
    assert list(running.by_word) == ["no kernel tells here what memory a process has"]


def test_a_test_that_raises_in_the_block_measures_nothing(execute: MakesExecution) -> None:
    execute(READER, weighs=True)
    with pytest.raises(ZeroDivisionError), memory_ceiling("64 KiB"):
        raise ZeroDivisionError
    assert measured() == []


def test_two_ceilings_after_each_other_measure_each_its_own(execute: MakesExecution) -> None:
    execute(READER, weighs=True)
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


def test_where_the_wrong_way_is_small_the_workers_word_has_to_do(execute: MakesExecution) -> None:
    running = execute(READER, weighs=True, untraced=True)
    with memory_ceiling("1 MiB", by_word=True):
        learner("borrow")(1_000)
    assert list(running.by_word) == ["what is held is too small to be seen from outside"]
    assert running.weighed == []


def test_what_is_let_go_when_the_collector_comes_was_kept(execute: MakesExecution) -> None:
    execute(
        """
        import gc
        kept = []
        gc.callbacks.append(lambda phase, info: info["generation"] == 2 and kept.clear())
        def hoard(count): kept.extend(b"." * 10_000 for _ in range(count))
        """,
        weighs=True,
        untraced=True,
    )

    def hoard() -> None:
        with retained_ceiling("64 KiB"):
            learner("hoard")(4_000)

    assert over(hoard).value > 10 << 20
