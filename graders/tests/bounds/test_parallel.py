from __future__ import annotations

import contextlib
import re
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from graders.bounds import parallel
from graders.bounds.parallel import PATIENCE_SECONDS, Shown, Unit, Watch, parallel_work
from graders.bounds.reception import Caller, Reception
from graders.bounds.runners import Place
from graders.model import interpreter
from graders.model.report import Failed, Fault, Late, Over
from graders.tests.children import needs_shared_memory
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured
from graders.workers import peers, processes
from graders.workers.execution import Limits
from graders.workers.inside.unit import DONE, FREE, WAIT
from graders.workers.patience import Patience
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
    monkeypatch.setattr(parallel_work, "_hold_share", lambda self, cost: None)


@needs_shared_memory
@pytest.mark.usefixtures("calm")
def test_a_pool_of_two_processes_keeps_the_structure(execute: MakesExecution) -> None:
    assert square_all(execute, POOLED) == [0, 1, 4, 9, 16, 25, 36, 49]
    assert [value for _, value, _ in measured()] == [0, 2, 2, 0]


@needs_shared_memory
def test_a_note_tells_the_speed_without_judging_it(execute: MakesExecution, calm: None) -> None:
    running = execute(POOLED, test_file=HERE, rights=["processes"])
    with parallel_work(burn, workers=2, items=range(8)) as work:
        learner("square_all")(list(range(8)), work.fn)
    head, *rows, speed = running.notes[0].split("\n")
    assert re.fullmatch(r"Who worked when, over [\d.]+ s:", head)
    assert [re.fullmatch(r"  worker [12]  [.:#]{44}", row) is not None for row in rows] == [True, True]
    assert all(re.search("[:#]", row.removeprefix("  worker ")) for row in rows)
    words = r"Speed, not judged: [\d.]+ s of work took [\d.]+ s(, .* as one core.*|\. The machine was busy.*)"
    assert re.fullmatch(words, speed)


@pytest.mark.parametrize("source", [SERIAL, THREADED], ids=["serial", "threaded"])
def test_work_in_the_calling_process_ends_the_test(execute: MakesExecution, source: str) -> None:
    """Whatever it goes on to do."""
    endless = "done = 0\ndef without_end(items):\n    while True: yield from items\n"
    what, value = broken(execute, endless + source.replace("in items]", "in without_end(items)]"))
    assert what == "items done in the calling process"
    assert 1 <= value <= 8


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
        ("items that none of these threads did", 0, 0),
    ]


@pytest.mark.usefixtures("free")
def test_the_calling_thread_does_no_work_on_a_free_threaded_build_either(execute: MakesExecution) -> None:
    assert broken(execute, SERIAL)[0] == "items done in the calling process"


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
    assert caught.value.advice.startswith(f"This is {interpreter.name()}: hand every item to a worker process")


@needs_shared_memory
def test_one_worker_never_meets_another(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "QUIET_SECONDS", 0.1)
    execute(POOLED, test_file=HERE, rights=["processes"])
    with pytest.raises(Over, match="at work at once: 1"), parallel_work(burn, workers=2) as work:
        learner("square_all")([1, 2, 3], work.fn, workers=1)


@needs_shared_memory
@pytest.mark.usefixtures("calm")
def test_more_processes_than_asked_for_break_the_bound(execute: MakesExecution) -> None:
    what, value = broken(execute, POOLED.replace("workers=2", "workers=4"))
    assert what == "processes used"
    assert value > 2


@needs_shared_memory
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


@needs_shared_memory
@pytest.mark.parametrize("trap", ["os.mkdir('units.socket')", "os.mkfifo('units.socket')", "os.mknod('units.socket')"])
def test_what_stands_in_the_place_of_the_socket_does_not_hold_the_judge_up(
    execute: MakesExecution, unlocked: ForkServer, trap: str
) -> None:
    source = f"import os\n{trap}\n{POOLED}"
    running = execute(source, test_file=HERE, spawner=unlocked, rights=["processes"])
    folder = "mkdir" in trap
    expected = pytest.raises(Failed, match="in the way of the grader's socket") if folder else contextlib.nullcontext()
    with expected, parallel_work(burn, workers=2) as work:
        assert learner("square_all")([1, 2], work.fn) == [1, 4]
    assert folder or running.measures


@needs_shared_memory
@pytest.mark.parametrize(
    "trap",
    [
        "os.unlink('units.socket')",
        "os.rename('units.socket', 'other'); mine.bind('units.socket'); mine.listen()",
        "[os.unlink('units.socket'), os.symlink('/dev/zero', 'units.socket')]",
    ],
)
def test_a_socket_taken_away_is_the_learner_s_loss(execute: MakesExecution, trap: str) -> None:
    """Units that do not find the judge wait for nobody; those that find another one wait in vain."""
    pooled = POOLED.replace("    context =", f"    {trap}\n    context =")
    source = f"import os, socket\nmine = socket.socket(socket.AF_UNIX)\n{pooled}"
    execute(source, test_file=HERE, rights=["processes"], limits=Limits(cpu=20, asleep=1, naps=1))
    with pytest.raises((Over, Late)), parallel_work(burn, workers=2) as work:
        learner("square_all")([1, 2], work.fn)


@needs_shared_memory
def test_a_second_block_of_a_test_is_watched_too(execute: MakesExecution) -> None:
    """Also where the processes are the same, which have connections from the first one."""
    source = """
    from concurrent.futures import ProcessPoolExecutor
    pools = []
    def square_all(items, work):
        pools.append(pools[0] if pools else ProcessPoolExecutor(2))
        return list(pools[0].map(work, items))
    """
    execute(source, test_file=HERE, rights=["processes"])
    for items in ([1, 2, 3], [4, 5, 6]):
        squares = [item * item for item in items]
        with parallel_work(burn, workers=2, items=items, results=squares) as work:
            assert learner("square_all")(items, work.fn) == squares
    assert [value for _, value, _ in measured()] == [0, 2, 2, 0] * 2


@needs_shared_memory
@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize("workers", [1, 3])
def test_other_numbers_of_workers_meet_too(execute: MakesExecution, workers: int) -> None:
    execute(POOLED, test_file=HERE, rights=["processes"])
    with parallel_work(burn, workers=workers, items=range(6), results=SQUARES[:6]) as work:
        learner("square_all")(list(range(6)), work.fn, workers)
    assert [value for _, value, _ in measured()] == [0, workers, workers, 0]


@needs_shared_memory
@pytest.mark.parametrize(
    ("asked", "given", "what"), [(1, 2, "used: 2"), (3, 2, "at work at once: 2"), (2, 3, "used: 3")]
)
def test_a_number_written_into_the_code_is_seen(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch, asked: int, given: int, what: str
) -> None:
    monkeypatch.setattr(parallel, "QUIET_SECONDS", 0.2)
    monkeypatch.setattr(parallel, "ONE_MORE_SECONDS", 5)
    execute(POOLED, test_file=HERE, rights=["processes"])
    with (
        pytest.raises(Over, match=what),
        parallel_work(burn, workers=asked, items=range(6), results=SQUARES[:6]) as work,
    ):
        learner("square_all")(list(range(6)), work.fn, given)


SQUARES = [item * item for item in range(8)]


@probe
def last_digit(item, result):  # type: ignore[no-untyped-def]
    """What stands for a unit."""
    return item, result % 10


@needs_shared_memory
def test_what_the_units_showed_is_there_by_process(execute: MakesExecution) -> None:
    execute(POOLED, test_file=HERE, rights=["processes"])
    with parallel_work(burn, workers=2, shows=last_digit) as work:
        learner("square_all")(list(range(8)), work.fn)
    assert len(work.shown) == 2
    assert sorted(each for shown in work.shown for each in shown) == [(f"{n}", f"{n * n % 10}") for n in range(8)]


# Learners who pretend


PRETENDED = """
import multiprocessing, os, socket, threading
from concurrent.futures import ProcessPoolExecutor
def say(line, *fields, answered=True):
    line.sendall("\\t".join(map(str, fields)).encode() + b"\\n")
    return line.recv(1) if answered else b""
def line():
    made = socket.socket(socket.AF_UNIX)
    made.connect("units.socket")
    return made
def begin(made):
    say(made, "begin", os.getpid(), threading.get_native_id(), 0)
"""


def pretended(execute: MakesExecution, source: str, **options: Any) -> str:
    """What is said to a learner whose processes speak for themselves."""
    execute(PRETENDED + source, test_file=HERE, rights=["threads", "processes"], **options)
    with (
        pytest.raises((Over, Failed)) as caught,
        parallel_work(burn, workers=2, items=range(8), results=SQUARES) as work,
    ):
        assert learner("square_all")(list(range(8)), work.fn) == SQUARES
    return str(caught.value)


@pytest.mark.skipif(not peers.known(), reason="only the kernel knows better")
def test_the_kernel_knows_who_connects(execute: MakesExecution) -> None:
    source = """
    def square_all(items, work):
        for pid in (os.getpid() + 1, os.getpid() + 2):
            made = line()
            say(made, "begin", pid, pid, 0)
        return [item * item for item in items]
    """
    assert "items done in the calling process: " in pretended(execute, textwrap.dedent(source))


@pytest.mark.skipif(not peers.known(), reason="only the kernel knows better")
@pytest.mark.parametrize("how", ["handed over", "inherited"])
def test_nobody_speaks_over_another_one_s_connection(execute: MakesExecution, how: str) -> None:
    """Both children connect and begin; the calling process says what they did."""
    handed = """
    from multiprocessing.reduction import send_handle, recv_handle
    def child(pipe, ready):
        made = line()
        begin(made)
        send_handle(pipe, made.fileno(), os.getppid())
        ready.recv()
    def square_all(items, work):
        lines, pipes = [], []
        for _ in range(2):
            ours, theirs = multiprocessing.Pipe()
            hold, held = multiprocessing.Pipe()
            process = multiprocessing.Process(target=child, args=(theirs, held))
            process.start()
            pipes.append((ours, hold, process))
        for ours, hold, _ in pipes:
            lines.append(socket.socket(fileno=recv_handle(ours)))
        for item in items:
            made = lines[item % 2]
            try:
                say(made, "did", item, item * item, answered=False)
            except OSError:
                pass  # the judge has hung up: it was somebody else's
        for _, hold, process in pipes:
            hold.send(1)
            process.join()
        return [item * item for item in items]
    """
    inherited = """
    def child():
        made = line()
        begin(made)
        if not os.fork():
            for item in range(8):
                try:
                    say(made, "did", item, item * item, answered=False)
                except OSError:
                    pass
            os._exit(0)
        os.wait()
    def square_all(items, work):
        processes = [multiprocessing.Process(target=child) for _ in range(2)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return [item * item for item in items]
    """
    assert "at work at once: 0" in pretended(execute, textwrap.dedent(handed if how == "handed over" else inherited))


@needs_shared_memory
def test_a_process_that_only_repeats_what_another_did_has_done_nothing(execute: MakesExecution) -> None:
    source = """
    def child(seen):
        made = line()
        begin(made)
        for item in range(8):
            say(made, "did", item, item * item, answered=False)
        return [item * item for item in range(8)]
    def square_all(items, work):
        with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(1) as other:
            first, second = one.submit(child, 1), other.submit(child, 2)
            second.result()
            return first.result()
    """
    assert "at work at once: 1" in pretended(execute, textwrap.dedent(source))


@needs_shared_memory
@pytest.mark.parametrize("wrong", ["item, -1", "item + 100, item * item", "item", "*()"])
def test_a_unit_that_shows_nothing_right_did_nothing(execute: MakesExecution, wrong: str) -> None:
    source = f"""
    def child(first):
        made = line()
        begin(made)
        for item in range(first, 8, 2):
            say(made, "did", {wrong}, answered=False)
    def square_all(items, work):
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(child, range(2)))
        return [item * item for item in items]
    """
    assert "at work at once: 0" in pretended(execute, textwrap.dedent(source))


FLOODS = {
    "connections": "[line() for _ in range(150)]; [line().close() for _ in range(3000)]",
    "lines": "made = line(); made.sendall(b'x\\n' * 200_000)",
    "bytes": "made = line(); [made.sendall((b'x' * 1000 + b'\\n') * 100) for _ in range(1000)]",
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_has_an_end_and_a_verdict(execute: MakesExecution, flood: str) -> None:
    source = f"""
    def square_all(items, work):
        try:
            {FLOODS[flood]}
        except OSError:
            pass
        return [item * item for item in items]
    """
    told = pretended(execute, textwrap.dedent(source), limits=Limits(cpu=20, asleep=20, naps=20))
    assert told == "reported more units of work than anybody has to do"


@pytest.mark.parametrize(
    "nonsense",
    [
        "made.sendall(b'begin')",
        "made.sendall(b'x' * 5000)",
        "made.sendall(bytes([255, 10]))",
        "made.sendall(b'begin\\n' * 9)",
        "made.sendall(b'end\\ndid\\n\\n')",
        "made.shutdown(socket.SHUT_WR)",
        "made.close()",
    ],
)
def test_nonsense_harms_nobody(execute: MakesExecution, nonsense: str) -> None:
    source = f"""
    def child():
        made = line()
        try:
            {nonsense}
        finally:
            os._exit(0)
    def square_all(items, work):
        process = multiprocessing.Process(target=child)
        process.start()
        process.join()
        return [item * item for item in items]
    """
    assert "at work at once: 0" in pretended(execute, textwrap.dedent(source))


# The watch by itself: callers made by hand, and processes as they are told


class Hand(Caller):
    """A caller that a test moves."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.answers: list[bytes] = []

    def answer(self, letter: bytes) -> None:
        self.answers.append(letter)


class Desk(Reception):
    """A reception where a test is all callers."""

    def __init__(self) -> None:
        self.said: list[tuple[Caller, list[str]]] = []
        self.overrun = False

    def listen(self, seconds: float) -> Iterator[tuple[Caller, list[str]]]:
        said, self.said = self.said, []
        yield from said

    def close(self) -> None:
        self.said = []


class Held:
    """The learner's process, number 1."""

    pid = 1
    held = 0

    def hold(self, units: int) -> None:
        self.held = units


class Setting:
    """A watch with what is around it."""

    def __init__(self, workers: int = 2, timed: bool = True) -> None:
        self.usages: dict[int, processes.Usage] = {}
        self.worker = Held()
        self.desk = Desk()
        self.patience = Patience(PATIENCE_SECONDS, lambda: self.usages)
        self.watch = Watch(self.worker, self.desk, workers, timed, self.patience)

    def say(self, caller: Hand, *lines: str) -> Hand:
        self.desk.said.append((caller, list(lines)))
        self.watch.hear(0)
        self.watch.look()
        return caller

    def begin(self, pid: int, *told: int) -> Hand:
        return self.say(Hand(pid), "\t".join(map(str, ["begin", pid, *told])))


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Setting:
    usages: dict[int, processes.Usage] = {}
    monkeypatch.setattr(processes, "usages", lambda pid: usages)
    monkeypatch.setattr(processes, "usage", usages.get)
    monkeypatch.setattr(processes, "threads", lambda pid: {21: processes.Task(True, 0.5, 0, 0.1)} if pid == 1 else {})
    monkeypatch.setattr(parallel, "ONE_MORE_SECONDS", -1)
    made = Setting()
    made.usages = usages
    return made


@pytest.fixture
def watch(setting: Setting) -> Watch:
    return setting.watch


def test_the_first_waits_for_the_second(setting: Setting) -> None:
    first = setting.begin(11)
    assert (setting.watch.at_once, first.answers, setting.worker.held) == ({11}, [], 1)
    second = setting.begin(12)
    assert setting.watch.at_once == {11, 12}
    assert [first.answers, second.answers, setting.worker.held] == [[WAIT], [WAIT], 0]


def test_who_has_come_waits_for_one_too_many(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "ONE_MORE_SECONDS", 60)
    first = setting.begin(11)
    setting.begin(12)
    assert first.answers == []
    setting.begin(13)
    assert first.answers == [WAIT]
    assert len(setting.watch.at_once) == 3


def test_two_threads_of_one_process_have_not_met(setting: Setting) -> None:
    setting.begin(11, 11)
    setting.begin(11, 31)
    assert setting.watch.at_once == {11}


def test_a_unit_in_the_worker_itself_goes_on_at_once(setting: Setting) -> None:
    caller = setting.begin(1, 21)
    assert (setting.watch.in_parent, setting.watch.at_once, caller.answers) == (1, set(), [WAIT])


def test_a_process_that_dies_waits_no_more(setting: Setting) -> None:
    setting.say(setting.begin(11))
    second = setting.begin(12)
    assert (setting.watch.at_once, second.answers) == ({11}, [])


def test_processes_that_sleep_for_long_wait_for_nobody(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "QUIET_SECONDS", -1)
    assert setting.begin(11).answers == [WAIT]


def test_who_is_kept_from_a_core_is_waited_for(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Meetings do not fail for want of a core: a process that starts slowly comes in time."""
    setting.usages[12] = processes.Usage(1, 0, False, 3)
    first = setting.begin(11)
    now = time.monotonic()
    for minute in range(1, 30):
        monkeypatch.setattr(time, "monotonic", lambda minute=minute: now + 60 * minute)
        setting.watch.look()
    assert first.answers == []
    setting.begin(12)
    assert setting.watch.at_once == {11, 12}


def test_patience_has_an_end(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting.patience, "_left", -1)
    setting.usages[12] = processes.Usage(1, 0, False, 3)
    assert setting.begin(11).answers == [WAIT]


def test_a_unit_costs_what_the_judge_has_read(setting: Setting) -> None:
    setting.usages[11] = processes.Usage(2.0, 5.0, True, 0)
    caller = setting.begin(11)
    setting.begin(12)
    setting.usages[11] = processes.Usage(3.5, 6.0, True, 0)
    setting.say(caller, "end\t4\t16")
    (unit,) = setting.watch.units
    assert (unit.place, unit.cpu, unit.awake) == (process(11), 1.5, 2.5)
    assert setting.watch.shown == [Shown(process(11), ("4", "16"), 1.5)]
    assert caller.answers == [WAIT, DONE]
    assert setting.watch.work == 1.5


def test_a_unit_whose_process_is_killed_costs_what_was_read_last(setting: Setting) -> None:
    setting.usages[11] = processes.Usage(2.0, 5.0, True, 0)
    caller = setting.begin(11)
    setting.begin(12)
    setting.usages[11] = processes.Usage(3.5, 6.0, True, 0)
    setting.watch.look()
    del setting.usages[11]
    setting.say(caller)
    (unit,) = setting.watch.units
    assert (unit.place, unit.cpu, unit.awake) == (process(11), 1.5, 2.5)


def test_units_of_one_process_at_once_share_what_it_used(setting: Setting) -> None:
    """Or each would have cost all."""
    setting.usages[11] = processes.Usage(2.0, 0.0, True, 0)
    callers = [setting.begin(11), setting.begin(11)]
    setting.begin(12)
    setting.usages[11] = processes.Usage(5.0, 0.0, True, 0)
    for caller in callers:
        setting.say(caller, "end\t4\t16")
    assert [each.cpu for each in setting.watch.shown] == [1.5, 1.5]
    assert len(setting.watch.units) == 1


def test_who_has_met_need_not_wait_where_no_time_is_read(setting: Setting) -> None:
    setting.watch = Watch(setting.worker, setting.desk, 2, False, setting.patience)
    first, second = setting.begin(11), setting.begin(12)
    assert first.answers == second.answers == [FREE]
    setting.say(first, "did\t1\t2", "did\t3\t4", "begin\t11")
    assert [each.fields for each in setting.watch.shown] == [("1", "2"), ("3", "4")]
    assert first.answers == [FREE]


def test_words_out_of_turn_count_for_nothing(setting: Setting) -> None:
    caller = setting.say(Hand(11), "end\t1\t1", "did\t1\t1", "", "what")
    assert (setting.watch.shown, caller.answers) == ([], [])
    setting.begin(12)
    setting.say(caller, "begin\t1", "begin\t1")
    setting.say(caller, "begin\t1", "end\t1\t1", "end\t1\t1")
    assert len(setting.watch.shown) == 1
    assert setting.watch._begun_in[process(11)] == 1


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ((21, 3), Place(1, 21, 3)),
        ((99, 3), Place(1, 1, 0)),
        ((), Place(1, 1, 0)),
    ],
)
def test_a_thread_is_taken_from_the_process_that_has_it(setting: Setting, told: tuple[int, ...], place: Place) -> None:
    setting.begin(1, *told)
    assert list(setting.watch._begun_in) == [place]


@pytest.mark.parametrize("told", ["\u0663", "-1", "x", "1" * 900])
def test_a_number_that_is_none_is_nobody_s(setting: Setting, told: str) -> None:
    setting.say(Hand(1), f"begin\t{told}\t{told}\t{told}")
    assert list(setting.watch._begun_in) == [Place(1, 1, 0)]


def test_without_the_kernel_s_word_a_process_is_what_it_says(setting: Setting) -> None:
    setting.say(Hand(0), "begin\t11\t11\t0")
    assert setting.watch.workers == {11}


def test_threads_that_run_side_by_side_have_times_of_their_own(setting: Setting, free: None) -> None:
    setting.begin(1, 21)
    setting.begin(12)
    assert setting.watch._stays[Place(1, 21, 0)].awake == pytest.approx(0.6)


def test_the_cpu_time_of_a_process_that_ended_is_kept(setting: Setting) -> None:
    setting.usages[11] = processes.Usage(2.0, 5.0, True, 0)
    setting.watch.look()
    setting.usages.clear()
    setting.watch.look()
    assert setting.watch.cpu == {11: 2.0}


def test_what_was_used_before_the_block_does_not_count(setting: Setting) -> None:
    setting.usages[1] = processes.Usage(2.0, 0.0, True, 0)
    watch = Watch(setting.worker, setting.desk, 2, True, setting.patience)
    setting.usages[1] = processes.Usage(2.5, 0.0, True, 0)
    watch.look()
    assert watch.cpu == {1: 0.5}


def process(pid: int) -> Place:
    return Place(pid, pid, 0)


def units(watch: Watch, *found: tuple[int, float, float]) -> None:
    """Units of so many seconds, each of which did one of the items 0 to 7, by turns."""
    watch.units = [Unit(process(pid), begun, ended, ended - begun) for pid, begun, ended in found]
    watch._begun_in.update(unit.place for unit in watch.units)
    watch.shown = [Shown(watch.units[item % len(found)].place, (str(item), str(item * item)), 1.0) for item in range(8)]
    watch.at_once = {11, 12}


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


def judged(
    watch: Watch, execute: MakesExecution, items: Sequence[int] = range(8), worth: float = 0.0
) -> Callable[[], None]:
    running = execute("pass")
    work = parallel_work(burn, workers=2, items=items, worth=worth)
    work._running, work._watch, work._reception = running, watch, Desk()
    work._sample = lambda: 1.0  # type: ignore[method-assign]
    return lambda: work._judge(1.0)


def good(watch: Watch) -> None:
    units(watch, (11, 0, 4), (12, 0, 4))
    watch.cpu = {1: 0.1, 11: 4.0, 12: 4.0}


def test_work_side_by_side_keeps_every_share(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    judged(watch, execute)()
    assert [value for _, value, _ in measured()] == [0, 2, 2, 0, 1.0, 1.01, 0.5, 1.01, 0.01]


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


def test_a_process_that_uses_no_time_is_seen_from_outside(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    watch.cpu = {11: 8.0, 12: 0.0}
    with pytest.raises(Over, match="seen from outside: 0, at least 0.1"):
        judged(watch, execute)()


def test_what_units_cost_is_held_against_what_they_cost_the_judge(watch: Watch, execute: MakesExecution) -> None:
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


def test_the_judge_does_some_items_itself(execute: MakesExecution) -> None:
    work = parallel_work(burn, workers=2, items=range(100))
    assert work._sample() >= 0.04
    assert len(work._known) == parallel.SAMPLE_ITEMS
    assert all(int(result) == int(item) ** 2 for item, result in work._known.items())


@pytest.mark.parametrize("cpu", [0.29, 0.31])
def test_a_unit_that_took_no_time_did_nothing(watch: Watch, execute: MakesExecution, cpu: float) -> None:
    good(watch)
    watch.shown = [Shown(each.place, each.fields, cpu) if each.fields[0] == "3" else each for each in watch.shown]
    with contextlib.nullcontext() if cpu > 0.3 else pytest.raises(Over, match="did: 1, at most 0") as caught:
        judged(watch, execute)()
    assert caught is None or caught.value.retry


def test_who_sleeps_in_a_unit_works_beside_nobody(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    watch.units[1] = Unit(process(12), 0, 4, 1.0, awake=1.0)
    with pytest.raises(Over, match="side by side: 0.4, at least 0.65"):
        judged(watch, execute)()


def worth(watch: Watch, execute: MakesExecution) -> Callable[[], None]:
    held = judged(watch, execute, items=(), worth=8.0)
    good(watch)
    return held


def test_work_without_items_is_held_to_what_it_is_worth(watch: Watch, execute: MakesExecution) -> None:
    worth(watch, execute)()
    assert [value for _, value, _ in measured()] == [0, 2, 2, 1.0, 0.5, 0.01]


def test_work_without_items_was_met_by_who_was_killed_before_it_ended(watch: Watch, execute: MakesExecution) -> None:
    held = worth(watch, execute)
    watch.shown = []
    held()


def test_items_are_met_by_who_did_some(watch: Watch, execute: MakesExecution) -> None:
    good(watch)
    watch.shown = [each for each in watch.shown if each.place != process(12)]
    with pytest.raises(Over, match="processes at work at once: 1, at least 2 needed"):
        judged(watch, execute)()


@pytest.mark.parametrize(
    ("cpu", "ends", "match"),
    [
        ({1: 4.1, 11: 4, 12: 4}, (4, 4), "all other processes over what the grader needs: 0.51, at most 0.5"),
        ({1: 0.1, 13: 4.0}, (4, 4), "all other processes over what the grader needs: 0.51, at most 0.5"),
        ({}, (1, 1), "of the working processes over what the grader needs: 0.25, at least 0.3"),
        ({}, (8, 0.5), "share of the second process: 0.06, at least 0.1"),
        ({}, (0, 0), "of the working processes over what the grader needs: 0, at least 0.3"),
    ],
)
def test_work_without_items_done_elsewhere_is_seen(
    watch: Watch, execute: MakesExecution, cpu: dict[int, float], ends: tuple[float, float], match: str
) -> None:
    held = worth(watch, execute)
    units(watch, (11, 0, ends[0]), (12, 0, ends[1]))
    watch.cpu = cpu
    with pytest.raises(Over, match=match) as caught:
        held()
    assert caught.value.retry


def test_a_watch_that_breaks_is_the_graders_own_fault(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting.watch, "look", None)
    setting.watch.start()
    setting.watch.join()
    with pytest.raises(Fault, match="NoneType"):
        setting.watch.stop()


def test_a_share_of_nothing_is_none(watch: Watch, execute: MakesExecution) -> None:
    units(watch, (11, 0, 4), (12, 0, 4))
    with pytest.raises(Over, match="seen from outside: 0, at least 0.1"):
        judged(watch, execute)()


def test_where_processes_cannot_be_watched_its_units_decide(
    watch: Watch, execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    good(watch)
    monkeypatch.setattr(processes, "watched", lambda: False)
    judged(watch, execute)()
    assert len(measured()) == 6
