from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from graders.bounds import parallel
from graders.bounds.parallel import Unit, Watch, parallel_work
from graders.bounds.runners import Place
from graders.model import interpreter
from graders.model.report import Over, Verdict
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured
from graders.workers import processes
from graders.workers.execution import Limits
from graders.workers.probes import probe
from graders.workers.spawners import ForkServer

HERE = Path(__file__)


@probe
def burn(item):  # type: ignore[no-untyped-def]
    """Some work on one item."""
    import time

    end = time.thread_time() + 0.04
    while time.thread_time() < end:
        pass
    return item * item


POOLED = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
def square_all(items, work, workers=2):
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        return list(pool.map(work, items))
"""
SERIAL = "def square_all(items, work): return [work(item) for item in items]"
THREADED = """
from concurrent.futures import ThreadPoolExecutor
def square_all(items, work):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, items))
"""


def square_all(execute: MakesExecution, source: str, *, workers: int = 2, **named: Any) -> list[int]:
    """What the learner's code makes of eight items, under the bound."""
    execute(source, test_file=HERE, rights=["processes"])
    with parallel_work(burn, workers=workers, items=range(8)) as work:
        squares: list[int] = learner("square_all")(list(range(8)), work.fn, **named)
    return squares


def broken(execute: MakesExecution, source: str, **named: Any) -> tuple[str, float]:
    """The measure that the learner's code breaks."""
    with pytest.raises(Over) as caught:
        square_all(execute, source, **named)
    assert caught.value.measure is not None
    return caught.value.measure.what, caught.value.measure.value


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds on shares, which a busy machine could break, are not held; they have tests of their own."""
    monkeypatch.setattr(parallel_work, "_hold_share", lambda self: None)


@pytest.mark.usefixtures("calm")
def test_a_pool_of_two_processes_keeps_the_structure(execute: MakesExecution) -> None:
    assert square_all(execute, POOLED) == [0, 1, 4, 9, 16, 25, 36, 49]
    assert [value for _, value, _ in measured()] == [0, 2, 2]


def test_a_note_tells_the_speed_without_judging_it(execute: MakesExecution, calm: None) -> None:
    running = execute(POOLED, test_file=HERE, rights=["processes"])
    with parallel_work(burn, workers=2, items=range(8)) as work:
        learner("square_all")(list(range(8)), work.fn)
    speed = r"[\d.]+ s of work in [\d.]+ s: \d\.\dx the speed of one core, \d\.\dx to \d\.\dx in its thirds"
    own = r"two processes of the grader's own got \d\.\dx to \d\.\dx before and after"
    assert re.fullmatch(rf"{speed}; {own} \(not judged\)", running.notes[0])


def test_serial_work_runs_in_the_calling_process(execute: MakesExecution) -> None:
    assert broken(execute, SERIAL) == ("items done in the calling process", 8)


def test_threads_run_in_the_calling_process(execute: MakesExecution) -> None:
    assert broken(execute, THREADED) == ("items done in the calling process", 8)


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a free-threaded build, whose threads run side by side."""
    monkeypatch.setattr(interpreter, "threads_run_side_by_side", lambda: True)


@pytest.mark.usefixtures("calm", "free")
def test_threads_that_run_side_by_side_do_as_well_as_processes(execute: MakesExecution) -> None:
    assert square_all(execute, THREADED) == [0, 1, 4, 9, 16, 25, 36, 49]
    assert measured() == [
        ("items done in the calling process", 0, 0),
        ("threads at work at once", 2, 2),
        ("threads used", 2, 2),
    ]


@pytest.mark.usefixtures("free")
def test_the_calling_thread_does_no_work_on_a_free_threaded_build_either(execute: MakesExecution) -> None:
    assert broken(execute, SERIAL) == ("items done in the calling process", 8)


@pytest.mark.skipif(sys.version_info < (3, 14), reason="interpreters have a pool from 3.14 on")
@pytest.mark.skipif(not processes.watched(), reason="only /proc tells which threads run side by side")
def test_interpreters_with_a_lock_of_their_own_do_as_well_as_processes(execute: MakesExecution) -> None:
    pooled = THREADED.replace("ThreadPool", "InterpreterPool")
    assert square_all(execute, pooled) == [0, 1, 4, 9, 16, 25, 36, 49]
    assert measured()[:3] == [
        ("items done in the calling process", 0, 0),
        ("threads at work at once", 2, 2),
        ("threads used", 2, 2),
    ]


def test_the_advice_says_what_the_interpreter_is(execute: MakesExecution) -> None:
    with pytest.raises(Over) as caught:
        square_all(execute, THREADED)
    assert caught.value.advice.endswith(f"(This is {interpreter.name()}.)")


def test_one_worker_never_meets_another(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "QUIET_SECONDS", 0.1)
    execute(POOLED, test_file=HERE, rights=["processes"])
    with pytest.raises(Over, match="at work at once: 1"), parallel_work(burn, workers=2) as work:
        learner("square_all")([1, 2, 3], work.fn, workers=1)


@pytest.mark.usefixtures("calm")
def test_more_processes_than_asked_for_break_the_bound(execute: MakesExecution) -> None:
    what, value = broken(execute, POOLED.replace("workers=2", "workers=4"))
    assert what == "processes used"
    assert value > 2


def test_work_too_small_for_shares_is_held_to_who_met_whom(execute: MakesExecution) -> None:
    running = execute(POOLED, test_file=HERE, rights=["processes"])
    with parallel_work(burn, workers=2) as work:
        learner("square_all")([1, 2, 3, 4], work.fn)
    assert [what for what, _, _ in measured()] == [
        "items done in the calling process",
        "processes at work at once",
        "processes used",
    ]
    assert running.notes == []


def test_an_error_in_the_block_is_not_judged(execute: MakesExecution) -> None:
    execute("def square_all(items, work): raise LookupError", test_file=HERE, rights=["processes"])
    with pytest.raises(LookupError), parallel_work(burn, workers=2) as work:
        learner("square_all")([1], work.fn)
    assert measured() == []


@pytest.mark.parametrize(
    "trap", ["os.mkfifo('units.log')", "os.symlink('/dev/zero', 'units.log')", "os.mkdir('units.log')"]
)
def test_what_stands_in_the_place_of_the_log_does_not_hold_the_judge_up(
    execute: MakesExecution, unlocked: ForkServer, trap: str
) -> None:
    source = f"import os\ndef square_all(items, work): {trap}"
    execute(source, test_file=HERE, spawner=unlocked, rights=["processes"])
    with pytest.raises(Over, match="at work at once: 0"), parallel_work(burn, workers=2) as work:
        learner("square_all")([1], work.fn)


@pytest.mark.parametrize("there", [True, False])
def test_the_sign_to_go_on_follows_no_link(execute: MakesExecution, tmp_path: Path, there: bool) -> None:
    """A learner could point it at any file that the judge may write."""
    victim = tmp_path / "victim"
    if there:
        victim.write_text("text")
    execute(
        f"import os\ndef square_all(items, work):\n    os.symlink({str(victim)!r}, 'units.go')\n    work(1)",
        test_file=HERE,
        rights=["processes"],
        limits=Limits(cpu=1, asleep=1, naps=0.5),
    )
    with contextlib.suppress(Verdict, OSError), parallel_work(burn, workers=2) as work:
        learner("square_all")([1], work.fn)
    assert victim.read_text() == "text" if there else not victim.exists()


# The watch by itself: a log written by hand, and processes as they are told


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    usages: dict[int, processes.Usage] = {}
    monkeypatch.setattr(processes, "usages", lambda pid: usages)
    made = Watch(1, tmp_path)
    made.usages = usages  # type: ignore[attr-defined]
    return made


def log(watch: Watch, *lines: str) -> None:
    with open(watch._folder / "units.log", "a") as file:
        file.writelines(line + "\n" for line in lines)
    watch.look()


def opened(watch: Watch) -> bool:
    return (watch._folder / "units.go").exists()


@pytest.mark.parametrize("stands", ["nothing", "link", "folder", "file"])
def test_a_file_is_made_only_where_nothing_stands(watch: Watch, tmp_path: Path, stands: str) -> None:
    go, target = tmp_path / "units.go", tmp_path / "target"
    if stands == "link":
        go.symlink_to(target)
    if stands == "folder":
        go.mkdir()
    if stands == "file":
        go.write_text("text")
    log(watch, "begin 11.11.0.a 11 0.0", "begin 12.12.0.b 12 0.1")
    assert not target.exists()
    if stands == "nothing":
        assert (go.read_bytes(), go.stat().st_mode & 0o777) == (b"", 0o600)
    if stands == "file":
        assert go.read_text() == "text"


def test_a_folder_in_the_place_of_the_log_keeps_no_descriptor_open(watch: Watch) -> None:
    (watch._folder / "units.log").mkdir()
    before = psutil.Process().num_fds()
    for _ in range(9):
        watch.look()
    assert psutil.Process().num_fds() == before


def test_nothing_is_opened_before_a_unit_begins(watch: Watch) -> None:
    watch.look()
    assert not opened(watch)


def test_two_processes_inside_a_unit_have_met(watch: Watch) -> None:
    log(watch, "begin 11.11.0.a 11 0.0")
    assert watch.high == 1
    assert not opened(watch)
    log(watch, "begin 12.12.0.b 12 0.1")
    assert watch.high == 2
    assert opened(watch)


def test_two_threads_of_one_process_have_not_met(watch: Watch) -> None:
    log(watch, "begin 11.11.0.a 11 0.0", "begin 11.21.0.b 11 0.0")
    assert watch.high == 1


def test_a_unit_in_the_worker_itself_opens_at_once(watch: Watch) -> None:
    log(watch, "begin 1.1.0.a 1 0.0")
    assert (watch.in_parent, watch.high) == (1, 0)
    assert opened(watch)


def test_processes_that_sleep_for_long_wait_for_nobody(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "QUIET_SECONDS", -1)
    log(watch, "begin 11.11.0.a 11 0.0")
    assert opened(watch)


def test_patience_has_an_end(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "PATIENCE_SECONDS", -1)
    watch.usages[12] = processes.Usage(1, 0, False, 3)  # type: ignore[attr-defined]
    log(watch, "begin 11.11.0.a 11 0.0")
    assert opened(watch)


def test_half_a_line_waits_for_its_other_half(watch: Watch) -> None:
    file = watch._folder / "units.log"
    file.write_text("begin 11.11.0.a 11 0.0\nend 11.11.0.a 1")
    watch.look()
    assert watch.units == []
    file.write_text("begin 11.11.0.a 11 0.0\nend 11.11.0.a 11 0.0 2.0 1.5\n")
    watch.look()
    assert watch.units == [Unit(process(11), 0.0, 2.0, 1.5)]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "begin",
        "begin 11.11.0.a pid 0",
        "end 11.11.0.a 11 0.0 soon 1.5",
        "end 11.11.0.a 11 1",
        "end 11.11.0.a 11 1 2 3 4",
        "\xff",
    ],
)
def test_a_line_that_no_unit_wrote_counts_for_nothing(watch: Watch, line: str) -> None:
    log(watch, line)
    assert (watch.units, watch.in_parent) == ([], 0)


def test_the_cpu_time_of_a_process_that_ended_is_kept(watch: Watch) -> None:
    usages: dict[int, processes.Usage] = watch.usages  # type: ignore[attr-defined]
    usages[11] = processes.Usage(2.0, 5.0, True, 0)
    watch.look()
    usages.clear()
    watch.look()
    assert watch.cpu == {11: 2.0}


def process(pid: int) -> Place:
    return Place(pid, pid, 0)


def units(watch: Watch, *found: tuple[int, float, float]) -> None:
    watch.units = [Unit(process(pid), begun, ended, ended - begun) for pid, begun, ended in found]


def test_the_share_is_the_part_beside_another_process(watch: Watch) -> None:
    units(watch, (11, 0, 4), (12, 2, 6), (11, 10, 12))
    assert watch.share == pytest.approx(4 / 10)


def beside(watch: Watch) -> float:
    """The part of the first unit's time in which another process had a unit in flight."""
    first = watch.units[0]
    return parallel._Covered([unit for unit in watch.units if unit.place != first.place]).part_of(first)


def test_overlaps_are_not_counted_twice(watch: Watch) -> None:
    units(watch, (11, 0, 4), (12, 1, 3), (13, 2, 3))
    assert beside(watch) == pytest.approx(0.5)


def test_a_unit_without_length_was_beside_nothing(watch: Watch) -> None:
    units(watch, (11, 2, 2), (12, 0, 4))
    assert beside(watch) == 0


def test_without_units_there_is_no_share_and_no_waste(watch: Watch) -> None:
    assert (watch.share, watch.waste) == (0, 0)


def judged(watch: Watch, execute: MakesExecution) -> Callable[[], None]:
    running = execute("pass")
    work = parallel_work(burn, workers=2, items=range(8))
    work._running, work._watch = running, watch
    work._cost = lambda: 8.0  # type: ignore[method-assign]
    watch.high = 2
    return lambda: work._judge(1.0)


def good(watch: Watch) -> None:
    units(watch, (11, 0, 4), (12, 0, 4))
    watch.cpu = {1: 0.1, 11: 4.0, 12: 4.0}


def test_work_side_by_side_keeps_every_share(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    judged(watch, execute)()
    assert [value for _, value, _ in measured()] == [0, 2, 2, 1.0, 1.01, 0.5, 1.01, 0.01]


def test_work_one_after_the_other_breaks_the_share_and_may_be_tried_again(
    watch: Watch, execute: MakesExecution
) -> None:
    good(watch)
    units(watch, (11, 0, 4), (12, 3, 7))
    with pytest.raises(Over, match="side by side: 0.25, at least 0.65 needed") as caught:
        judged(watch, execute)()
    assert caught.value.retry


def test_a_pool_drowned_in_small_tasks_wastes_time(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    watch.cpu[1] = 10.0
    with pytest.raises(Over, match="CPU time of all processes over the work's own: 2.25, at most 2.2"):
        judged(watch, execute)()


def test_a_forged_log_is_seen_from_outside(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    watch.cpu = {11: 8.0, 12: 0.0}
    with pytest.raises(Over, match="seen from outside: 0, at least 0.1"):
        judged(watch, execute)()


def test_what_units_say_that_they_cost_is_held_against_what_they_cost_the_judge(
    watch: Watch, execute: MakesExecution
) -> None:
    units(watch, (11, 0, 13), (12, 0, 13))
    watch.cpu = {1: 0.1, 11: 13.0, 12: 13.0}
    with pytest.raises(Over, match="over what the grader needs: 3.26, at most 3 allowed"):
        judged(watch, execute)()


def test_work_that_nobody_reports_is_seen_from_outside(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    watch.cpu[1] = 4.0
    with pytest.raises(Over, match="beside the working processes over theirs: 0.5, at most 0.25 allowed"):
        judged(watch, execute)()


def test_work_that_nobody_did_is_all_beside(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    watch.cpu = {1: 4.0}
    with pytest.raises(Over, match="seen from outside: 0, at least 0.1"):
        judged(watch, execute)()


def test_the_cost_is_that_of_all_items(execute: MakesExecution) -> None:
    work = parallel_work(burn, workers=2, items=range(100))
    work._work = burn
    assert work._cost() >= 4.0


def test_a_share_of_nothing_is_none(watch: Watch, execute: MakesExecution) -> None:
    units(watch, (11, 0, 4), (12, 0, 4))
    with pytest.raises(Over, match="seen from outside: 0, at least 0.1"):
        judged(watch, execute)()


def test_where_processes_cannot_be_watched_the_log_decides(
    watch: Watch, execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    good(watch)
    monkeypatch.setattr(processes, "watched", lambda: False)
    judged(watch, execute)()
    assert len(measured()) == 5
