from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from graders.model.report import Crashed, Fault, Late, Refused, Todo, Unsure
from graders.submissions import sources
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import execution, processes
from graders.workers.channel import Lost
from graders.workers.execution import HELPERS, Clock, Execution, Limits
from graders.workers.handles import LearnerError
from graders.workers.inside import errors, requests
from graders.workers.inside.requests import Service
from graders.workers.machine import Machine
from graders.workers.patience import MAX_WATCHED_SECONDS
from graders.workers.spawners import ForkServer, FreshSpawner, Spawner


@pytest.fixture(params=[ForkServer, FreshSpawner])
def any_spawner(request: pytest.FixtureRequest) -> Iterator[Spawner]:
    made = request.param()
    yield made
    made.close()


# The worker


def test_a_worker_starts_on_first_use_and_stays(execute: MakesExecution) -> None:
    running = execute("import os\npid = os.getpid")
    assert running._worker is None
    assert running.output == ""
    assert running.todo is None
    assert running.leftovers() == []
    pid = learner("pid")()
    assert pid == running.worker.pid == learner("pid")()


def test_nothing_is_left_of_a_worker_after_its_test(any_spawner: Spawner, tmp_path: Path) -> None:
    path = tmp_path / "kata.py"
    path.write_text(
        "import subprocess, sys\n"
        "def start(): return subprocess.Popen([sys.executable, '-S', '-c', 'input()'], stdin=subprocess.PIPE).pid\n"
    )
    running = Execution(sources.read(path, "kata"), "kata.py", path, any_spawner, 1, ["processes"])
    child, worker, folder = running.ask("__call__", ("g", "start")), running.worker.pid, running.worker.folder
    assert psutil.pid_exists(child)
    assert folder.is_dir()
    running.close()
    any_spawner.close()
    assert ended(worker)
    assert ended(child)
    assert not folder.exists()


def ended(pid: int) -> bool:
    """True once a process is gone, or waits only to be reaped."""
    end = time.monotonic() + 10
    while processes.usage(pid) is not None and time.monotonic() < end:
        time.sleep(0.001)
    return processes.usage(pid) is None


def test_what_the_learner_prints_is_kept(any_spawner: Spawner, execute: MakesExecution) -> None:
    running = execute("print('loaded')\ndef say(): print('said')", spawner=any_spawner)
    learner("say")()
    running.worker.output.drain()
    assert running.output == "loaded\nsaid\n"


def test_a_child_left_running_is_named(
    execute: MakesExecution, unlocked: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "GRACE_SECONDS", 0.1)
    running = execute(
        """
        import os, subprocess
        def start(loose):
            pipe, keep = os.pipe()
            os.set_inheritable(keep, True)
            if not loose:
                return subprocess.Popen(['cat'], stdin=pipe, pass_fds=[keep]).pid
            heard, said = os.pipe()
            if os.fork() == 0:
                child = subprocess.Popen(['cat'], stdin=pipe, pass_fds=[keep])
                os.write(said, str(child.pid).encode())
                os._exit(0)
            os.wait()
            return int(os.read(heard, 20))
        """,
        spawner=unlocked,
        rights=["processes"],
    )
    pids = [learner("start")(False), learner("start")(True)]
    left = running.leftovers()
    assert sorted(int(each.split()[0]) for each in left) == sorted(pids)
    assert [each.split(maxsplit=1)[1] for each in left] == ["cat", "cat"]


def test_a_child_that_is_just_ending_is_not_left_running(execute: MakesExecution) -> None:
    source = (
        "import subprocess, sys\n"
        "def start(): subprocess.Popen([sys.executable, '-IS', '-c', 'import time; time.sleep(0.05)'])"
    )
    running = execute(source, rights=["processes"])
    learner("start")()
    assert running.leftovers() == []


def test_what_multiprocessing_keeps_for_itself_is_not_left_running(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "GRACE_SECONDS", 0.1)
    source = "from multiprocessing import resource_tracker\nstart = resource_tracker.ensure_running"
    running = execute(source, rights=["processes"])
    learner("start")()
    assert len(processes.tree(running.worker.pid)) == 2
    assert running.leftovers() == []


# Limits


class Told:
    """Processes as a test tells them to the clock, and its time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, limits: Limits) -> None:
        self.now = 0.0
        self.usage = processes.Usage(0.0, 0.0, True, 0)
        self.served = False
        self.idle = self.waited_for = 0.0
        self.taken = self.judge_waited = 0.0
        monkeypatch.setattr(processes, "usages", lambda pid: {pid: self.usage})
        monkeypatch.setattr(time, "monotonic", lambda: self.now)
        machine = Machine(0, 0)
        monkeypatch.setattr(machine, "taken", lambda: self.taken)
        monkeypatch.setattr(machine, "judge_waited", lambda: self.judge_waited)
        self.clock = Clock(limits, lambda: self.served, lambda: self.idle, lambda: self.waited_for, machine)

    def after(
        self,
        seconds: float,
        *,
        cpu: float = 0.0,
        waited: float = 0.0,
        asleep: bool = True,
        idle: bool = False,
        waiting: float = 1.0,
    ) -> None:
        """Time goes by; the judge waits in vain for the worker where it is ``idle``.

        ``waiting``: the part of the time in which it waits for the worker at all.
        """
        self.usage = processes.Usage(cpu, waited, asleep, self.usage.switches)
        while seconds > 0:
            self.now += min(seconds, MAX_WATCHED_SECONDS)
            self.idle += min(seconds, MAX_WATCHED_SECONDS) * idle
            self.waited_for += min(seconds, MAX_WATCHED_SECONDS) * waiting
            seconds -= MAX_WATCHED_SECONDS
            self.clock.check(1)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(monkeypatch, Limits(cpu=4, asleep=3, wall=60))


def test_the_cpu_limit_is_the_sum_of_all_processes(told: Told) -> None:
    told.after(1, cpu=3.9)
    with pytest.raises(Late, match=r"^still running after 4\.1 s of CPU, 4 s allowed$") as caught:
        told.after(1, cpu=4.1)
    assert "loop" in caught.value.advice


def test_a_slow_machine_gets_as_much_more_of_cpu_time(told: Told) -> None:
    told.clock.limits.slowness = 2.5
    told.after(1, cpu=9.9)
    said = r"^still running after 10\.1 s of CPU, 10 s allowed \(4 s on the reference machine\)$"
    with pytest.raises(Late, match=said):
        told.after(1, cpu=10.1)


def test_a_slow_machine_gets_no_more_sleep(told: Told) -> None:
    told.clock.limits.slowness = 2.5
    with pytest.raises(Late, match=r"^asleep for 3 s, waiting for what never comes$"):
        told.after(3.1)


def test_a_slow_machine_gets_the_time_for_its_cpu_time(told: Told) -> None:
    told.clock.limits.slowness = 2.5
    told.after(149, asleep=False)
    with pytest.raises(Late, match=r"^not finished after 15[01] s$"):
        told.after(2, asleep=False)


def test_looks_are_spared_where_one_has_just_been_taken(told: Told) -> None:
    told.after(execution.POLL_SECONDS / 2, cpu=99)


def test_sleep_counts_only_while_nothing_runs(told: Told) -> None:
    for asleep in (True, False, True):
        told.after(2.5, asleep=asleep)
    with pytest.raises(Late, match=r"^asleep for 3 s, waiting for what never comes$"):
        told.after(3.1)


def test_a_judge_that_was_stopped_itself_does_not_count_that_time(told: Told) -> None:
    told.after(1)
    told.now += 1000
    told.clock.limits.wall = 2000
    told.clock.check(1)


def test_who_wakes_up_now_and_then_is_not_asleep(told: Told) -> None:
    for turn in range(5):
        told.usage = processes.Usage(0, 0, True, turn + 1)
        told.after(2.5)


def test_who_waits_for_the_test_is_not_asleep(told: Told) -> None:
    told.served = True
    told.after(2)
    told.after(8)


def test_sleep_is_unknown_where_processes_cannot_be_watched(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "watched", lambda: False)
    told.after(2)
    told.after(8)


# Naps: sleep in all, however often somebody wakes for a moment


def nap(told: Told, times: int, **used: Any) -> None:
    for turn in range(times):
        told.usage = processes.Usage(0, 0, True, turn + 1)
        told.after(0.5, idle=True, **used)


def test_short_naps_add_up(told: Told) -> None:
    told.clock.limits.naps = 4
    nap(told, 8)
    with pytest.raises(Late, match=r"^asleep for 4 s in all, with little done between$") as caught:
        nap(told, 1)
    assert "sleep in a loop" in caught.value.advice


def test_naps_are_no_longer_than_the_time_that_was_not_used(told: Told) -> None:
    told.clock.limits.naps = 4
    for turn in range(40):
        nap(told, 1, cpu=0.05 * turn, waited=0.4 * turn)
    with pytest.raises(Late, match="in all"):
        nap(told, 100, cpu=2, waited=16)


def test_no_nap_is_taken_while_the_judge_is_busy_itself(told: Told) -> None:
    told.clock.limits.naps = 0.1
    for turn in range(20):
        told.usage = processes.Usage(0, 0, True, turn + 1)
        told.after(0.5, idle=False)


@pytest.mark.parametrize("why", ["runs", "served", "unwatched"])
def test_only_who_sleeps_for_nobody_naps(told: Told, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told.clock.limits.naps = 0.1
    told.served = why == "served"
    if why == "unwatched":
        monkeypatch.setattr(processes, "watched", lambda: False)
    for turn in range(20):
        told.usage = processes.Usage(0, 0, True, turn + 1)
        told.after(0.5, idle=True, asleep=why != "runs")


def test_a_sleep_in_a_loop_is_late(execute: MakesExecution) -> None:
    execute(
        "import time\ndef dawdle():\n    while True: time.sleep(0.01)",
        limits=Limits(cpu=60, asleep=60, naps=0.3, wall=60),
    )
    with pytest.raises(Late, match=r"asleep for 0\.3 s in all"):
        learner("dawdle")()


# What a worker may take of the machine


def greedy(told: Told, *usages: processes.Usage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "usages", lambda pid: dict(enumerate(usages)))
    told.now += 1
    told.clock.check(1)


def test_memory_is_the_sum_of_all_processes(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    half = processes.Usage(0, 0, False, 0, memory=execution.MAX_MEMORY_BYTES // 2)
    greedy(told, half, half, monkeypatch=monkeypatch)
    more = processes.Usage(0, 0, False, 0, memory=1 << 20)
    with pytest.raises(Crashed, match=r"^took 4,097 MiB of memory with all its processes, 4,096 allowed$"):
        greedy(told, half, half, more, monkeypatch=monkeypatch)


def test_threads_and_processes_are_counted_together(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    many = processes.Usage(0, 0, False, 0, tasks=execution.MAX_TASKS // 2)
    greedy(told, many, many, monkeypatch=monkeypatch)
    one = processes.Usage(0, 0, False, 0)
    with pytest.raises(Crashed, match=r"^ran 301 threads and processes at once, 300 allowed$") as caught:
        greedy(told, many, many, one, monkeypatch=monkeypatch)
    assert "started in a loop" in caught.value.advice


def test_threads_without_end_are_ended(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "MAX_TASKS", 20)
    running = execute(
        "import threading, time\n"
        "def start():\n"
        "    for _ in range(60): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "    time.sleep(60)",
        rights=["threads"],
    )
    with pytest.raises(Crashed, match=r"^ran \d+ threads and processes at once, 20 allowed$"):
        learner("start")()
    assert isinstance(running.final_verdict, Crashed)


def test_memory_that_is_taken_is_seen(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "MAX_MEMORY_BYTES", 64 << 20)
    execute("import time\ndef hoard():\n    held = b'x' * (100 << 20)\n    time.sleep(60)")
    with pytest.raises(Crashed, match=r"^took \d+ MiB of memory with all its processes, 64 allowed$"):
        learner("hoard")()


def test_a_test_has_an_end_in_any_case(told: Told) -> None:
    with pytest.raises(Late, match="^not finished after 60 s$"):
        told.after(61, cpu=1, waited=2, asleep=False)


def test_a_machine_that_gives_no_core_cannot_tell(told: Told) -> None:
    told.taken = 170
    told.after(179, cpu=1, waited=160, asleep=False)
    said = r"^the machine gave this test a core for only 1\.0 s in 18\d s: others had 170 s of its cores$"
    with pytest.raises(Unsure, match=said):
        told.after(2, cpu=1, waited=160, asleep=False)


def test_who_waits_for_a_core_that_nobody_else_has_waits_for_itself(told: Told) -> None:
    told.taken = 3
    told.after(62, cpu=1, waited=55, asleep=False)
    with pytest.raises(Late, match="^not finished after 60 s$"):
        told.after(2, cpu=1, waited=58, asleep=False)


def test_the_judges_own_work_is_not_the_learners_time(told: Told) -> None:
    told.after(179, asleep=False, waiting=0.3)


def test_a_wait_of_the_judge_for_a_core_is_not_the_learners_time(told: Told) -> None:
    told.taken, told.judge_waited = 179, 150
    told.after(179, asleep=False)


def test_who_keeps_the_test_at_work_has_an_end_too(told: Told) -> None:
    with pytest.raises(Late, match="^not finished after 18[01] s, in which it kept the test at work$") as caught:
        told.after(182, asleep=False, waiting=0.1)
    assert "asks the test again and again" in caught.value.advice


def test_who_is_kept_waiting_does_not_use_its_time_up(told: Told) -> None:
    told.served = True
    told.after(179, asleep=False)


def test_time_in_which_it_was_made_to_stand_still_is_nobodys(told: Told) -> None:
    told.after(59, asleep=False)
    told.now += 100
    told.waited_for += 100
    told.clock.skip(100, idle=0, waited_for=100)
    told.after(0.5, asleep=False)


def test_cpu_that_the_judge_asked_for_is_not_the_learners(told: Told) -> None:
    told.clock.pardon(3)
    told.after(1, cpu=6.9)
    with pytest.raises(Late, match=r"^still running after 4\.1 s of CPU"):
        told.after(1, cpu=7.1)


BUSY_SETTLER = """
import gc, time

def busy(phase, info):
    if phase == "start":
        end = time.process_time() + 0.2
        while time.process_time() < end: pass

def prepare(): gc.callbacks.append(busy)
def spin():
    end = time.process_time() + 0.2
    while time.process_time() < end: pass
"""


def test_what_a_worker_does_for_the_judge_alone_is_pardoned(execute: MakesExecution) -> None:
    running = execute(BUSY_SETTLER, limits=Limits(cpu=60))
    learner("prepare")()
    clock = running._clock
    assert clock is not None
    running.service(requests.TRACKED)
    assert clock._served >= 0.2
    before = clock._served
    learner("spin")()
    running.service(requests.DRAIN, iter(()), [])
    assert clock._served == before


def test_a_service_is_limited_while_it_lasts(execute: MakesExecution) -> None:
    running = execute(BUSY_SETTLER.replace("0.2", "9"), limits=Limits(cpu=0.15))
    learner("prepare")()
    with pytest.raises(Late, match="of CPU"):
        running.service(requests.TRACKED)


class CallsBack:
    """Calls the learner from a call of the learner's."""

    def __call__(self) -> Any:
        return learner("wait")()


def test_who_waits_for_itself_through_the_test_is_not_kept_waiting(execute: MakesExecution) -> None:
    execute(
        "import time\ndef wait(): time.sleep(60)\ndef call(back): back()",
        limits=Limits(cpu=60, asleep=0.2, naps=60),
    )
    with pytest.raises(Late, match=r"^asleep for 0\.2 s"):
        learner("call")(CallsBack())


@pytest.mark.parametrize(("taken", "outcome"), [(9.0, Unsure), (1.0, Crashed)])
def test_who_does_not_stand_still_is_excused_by_others_only(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch, taken: float, outcome: type[BaseException]
) -> None:
    running = execute("def f(): pass")
    assert running.worker
    monkeypatch.setattr(processes, "_stands", lambda pid: False)
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.01)
    monkeypatch.setattr(Machine, "taken", lambda self: taken * processes.STOP_SECONDS / 10)
    with pytest.raises(outcome, match="does not stop within"), running._standing_still():
        pass


def test_an_endless_loop_is_ended_and_remembered(any_spawner: Spawner, execute: MakesExecution) -> None:
    running = execute("def spin():\n    while True: pass", spawner=any_spawner, limits=Limits(cpu=0.15))
    with pytest.raises(Late) as caught:
        learner("spin")()
    assert running.final_verdict is caught.value
    with pytest.raises(Late):  # whatever the test does next
        learner("spin")()
    assert running.leftovers() == []


# How a worker ends


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("os._exit(5)", "^left early \\(exit status 5\\)$"),
        ("os.kill(os.getpid(), 11)", "^crashed \\(signal 11, SIGSEGV\\)$"),
        ("os.closerange(3, 256); time.sleep(60)", "^closed its channel$"),
    ],
)
def test_a_worker_that_leaves_is_told_how(any_spawner: Spawner, execute: MakesExecution, code: str, words: str) -> None:
    running = execute(f"import os, time\ndef leave(): {code}", spawner=any_spawner)
    with pytest.raises(Crashed, match=words):
        learner("leave")()
    assert isinstance(running.final_verdict, Crashed)


def test_the_first_reason_of_a_loss_stands(execute: MakesExecution) -> None:
    running = execute("import os\ndef leave(): os._exit(5)")
    with pytest.raises(Crashed):
        learner("leave")()
    assert running._loss(Lost("was ended")) is running.final_verdict


def test_a_worker_that_kills_its_nursery_is_told_so_and_leaves_no_child(tmp_path: Path) -> None:
    path = tmp_path / "kata.py"
    path.write_text(
        "import os, time\n"
        "def leave(tell):\n"
        "    child = os.fork()\n"
        "    if child:\n"
        "        tell(child)\n"
        "        os.kill(os.getppid(), 9)\n"
        "    time.sleep(60)\n"
    )
    fork_server, told = ForkServer([]), list[int]()
    running = Execution(sources.read(path, "kata"), "kata.py", path, fork_server, 1, ["processes"])
    with pytest.raises(Crashed, match="^killed the process that looks after it$"):
        running.ask("__call__", ("g", "leave"), (told.append,))
    running.close()
    fork_server.close()
    assert ended(told[0])


def test_a_forged_frame_is_no_answer(execute: MakesExecution) -> None:
    execute(
        """
        import os, struct, time
        def forge():
            for fd in range(3, 64):
                try:
                    os.write(fd, struct.pack("!I", 2) + b"{}")
                except OSError:
                    pass
            time.sleep(60)
        """
    )
    with pytest.raises(Crashed, match="^sent a malformed reply$"):
        learner("forge")()


def test_an_exit_is_told_with_its_line(execute: MakesExecution) -> None:
    execute("import sys\ndef leave():\n    sys.exit('enough')")
    with pytest.raises(Crashed, match=r"^called sys\.exit\(enough\) at kata\.py:3$"):
        learner("leave")()


# Loading


def test_a_module_that_cannot_be_loaded_is_refused_with_its_line(execute: MakesExecution) -> None:
    execute("x = 1\ny = x / 0")
    with pytest.raises(Refused, match="^kata.py:2: cannot be imported: ZeroDivisionError: division by zero$") as caught:
        learner("x")()
    assert caught.value.frames[0].text == "y = x / 0"
    assert caught.value.advice == ""


def test_an_import_that_fails_says_what_there_is(execute: MakesExecution) -> None:
    execute("import numpy_of_nowhere")
    with pytest.raises(Refused) as caught:
        learner("x")()
    assert caught.value.advice == "Only the standard library is there."


def answering(running: Execution, answers: list[list[str]]) -> None:
    """Have the worker of an execution answer its orders by these errors; [] for none."""

    def answer(token: str) -> dict[str, int]:
        names = answers.pop(0)
        if names:
            raise errors.rebuild(names, "no source", LearnerError)
        return {}

    running.begin()
    assert running._worker
    running._worker.answer = answer  # type: ignore[method-assign, assignment]


def test_an_error_without_a_line_of_the_learner_is_told_at_the_first(execute: MakesExecution) -> None:
    running = execute("pass")
    answering(running, [[], ["ValueError"]])
    with pytest.raises(Refused, match="^kata.py:1: cannot be imported"):
        assert running.worker


@pytest.mark.parametrize("name", ["OSError", "SyntaxError"])
def test_a_worker_that_cannot_be_made_ready_is_a_fault(execute: MakesExecution, name: str) -> None:
    """Neither a lock that the kernel refuses nor a probe that is not Python is the learner's doing."""
    running = execute("pass")
    answering(running, [[name]])
    with pytest.raises(Fault, match=f"^a worker could not be made ready: {name}"):
        assert running.worker


def test_a_worker_that_was_begun_ahead_is_the_one_that_is_used(execute: MakesExecution) -> None:
    running = execute("print('loaded')\ndef answer(): return 42")
    running.begin()
    begun = running._worker
    assert learner("answer")() == 42
    assert running.worker is begun
    begun.output.drain()
    assert running.output == "loaded\n"


def test_what_goes_wrong_ahead_shows_on_first_use(execute: MakesExecution) -> None:
    running = execute("1 / 0")
    running.begin()
    with pytest.raises(Refused, match="ZeroDivisionError"):
        assert running.worker


def test_a_bench_that_was_begun_and_never_used_ends_its_worker(execute: MakesExecution) -> None:
    running = execute("while True: pass")
    running.begin()
    assert running._worker
    running.close()
    assert ended(running._worker.pid)


def test_a_stub_that_says_so_while_it_is_loaded_is_to_do(execute: MakesExecution) -> None:
    running = execute("raise NotImplementedError")
    with pytest.raises(Todo):
        learner("x")()
    assert running.todo is not None


@pytest.mark.parametrize(
    ("rights", "names"), [(["processes"], ["ctypes.py", "kata.py", "probes.py"]), (["threads", "files"], []), ([], [])]
)
def test_child_processes_can_import_the_module(execute: MakesExecution, rights: list[str], names: list[str]) -> None:
    running = execute("def answer(): return 42", rights=rights)
    assert learner("answer")() == 42
    assert sorted(path.name for path in running.worker.folder.iterdir()) == names


# What the worker's services return


@pytest.mark.parametrize(
    ("answer", "service"),
    [
        ("1", requests.TRACKED),
        (1.5, requests.TRACKED),
        (True, requests.TRACKED),
        (None, requests.TRACKED),
        (-1, requests.TRACKED),
        ([1, "2"], requests.THREADS),
        ({"a": 1}, requests.THREADS),
        ([1, [2], 3], requests.DRAIN),
        ([-1, []], requests.DRAIN),
        ({"peak": 1}, requests.TRACE_STOP),
        ({"peak": "1", "kept": 0}, requests.TRACE_STOP),
        ({"peak": 1, "kept": -1}, requests.TRACE_STOP),
        ([1, 0], requests.TRACE_STOP),
        ([["1", 2]], requests.EXPLAIN_STOP),
        (1, requests.READY),
    ],
    ids=repr,
)
def test_a_service_that_gives_nonsense_has_been_meddled_with(
    execute: MakesExecution, answer: Any, service: Service[Any]
) -> None:
    running = execute("pass")
    running.worker.service = lambda name, *args: answer  # type: ignore[method-assign]
    with pytest.raises(Crashed, match="^sent a malformed reply$"):
        running.service(service)
    with pytest.raises(Crashed, match="^sent a malformed reply$"):  # whatever the test does next
        assert running.worker


def test_a_service_gives_what_it_should(execute: MakesExecution) -> None:
    running = execute("pass")
    answers = iter([5, {"peak": 2, "kept": 1}, [3, ["a"]], "anything"])
    running.worker.service = lambda name, *args: next(answers)  # type: ignore[method-assign]
    assert running.service(requests.TRACKED) == 5
    assert running.service(requests.TRACE_STOP) == {"peak": 2, "kept": 1}
    assert running.service(requests.DRAIN) == (3, ["a"])
    assert running.service(requests.UNIT) == "anything"


def test_a_service_is_asked_with_its_own_parameters(execute: MakesExecution) -> None:
    with pytest.raises(Fault, match="@drain takes source, places"):
        execute("pass").service(requests.DRAIN, [1, 2])


def test_an_object_that_claims_to_be_a_number_is_none(execute: MakesExecution) -> None:
    running = execute("import gc\nclass Few(int): pass\ngc.get_objects = lambda: [1] * 3\ndef few(): return Few(3)")
    running.worker.service = lambda name, *args: learner("few")()  # type: ignore[method-assign]
    with pytest.raises(Crashed, match="^sent a malformed reply$"):
        running.service(requests.TRACKED)


def test_lines_of_other_files_come_without_a_text(execute: MakesExecution) -> None:
    running = execute("x = 1")
    assert running._frame("kata.py", 1, "f").text == "x = 1"
    assert running._frame("other.py", 1, "f").text == ""


# What held the memory


def test_the_three_largest_lines_are_told(execute: MakesExecution) -> None:
    running = execute("a = 1\nb = 2\nc = 3\nd = 4")
    assert running.worker
    running.explained([(1, 5), (2, 70), (3, 60), (4, 50)])
    assert [(held.line, held.text, held.bytes) for held in running.held] == [
        (2, "b = 2", 70),
        (3, "c = 3", 60),
        (4, "d = 4", 50),
    ]


@pytest.mark.parametrize("nonsense", [(0, 5), (5, 5), (-1, 5), (1, 0), (1, -7), (1, 1 << 62)])
def test_lines_and_sizes_that_cannot_be_are_left_out(execute: MakesExecution, nonsense: tuple[int, int]) -> None:
    running = execute("a = 1\nb = 2\nc = 3\nd = 4")
    running.explained([nonsense, (2, 70)])
    assert [(held.line, held.bytes) for held in running.held] == [(2, 70)]


# The running test


def test_outside_of_a_test_there_is_no_bench() -> None:
    with pytest.raises(Fault, match="inside a test only"):
        execution.current()


def test_the_bench_entered_last_is_the_one(execute: MakesExecution) -> None:
    first = execute("pass")
    second = execute("pass")
    assert execution.current() is second
    assert first is not second


def test_a_coroutine_that_nobody_awaited_is_remembered_by_name(execute: MakesExecution) -> None:
    running = execute("async def fetch(): return 1\ndef plain(): return 1")
    learner("plain")()
    assert running.coroutine_of == ""
    learner("fetch")()
    assert running.coroutine_of == "fetch"


def test_this_process_is_no_parent_of_a_worker(execute: MakesExecution) -> None:
    running = execute("pass")
    assert running.worker.pid not in [child.pid for child in psutil.Process(os.getpid()).children()]


def test_a_test_file_that_is_gone_has_no_probes(execute: MakesExecution, tmp_path: Path) -> None:
    execute("def answer(): return 42", test_file=tmp_path / "test_gone.py")
    assert learner("answer")() == 42


FLAGS = "/usr/bin/python3 -S -I -c "
SERVER = "from multiprocessing.forkserver import main; main(11, 12, "


@pytest.mark.parametrize(
    "command",
    [
        f"{FLAGS}from multiprocessing.resource_tracker import main;main(5)",
        f"{FLAGS}{SERVER}[], **{{}})",
        f"{FLAGS}{SERVER}['__main__'], **{{'sys_path': ['/opt/(1)/lib', \"it's\", '']}})",
        f"{FLAGS}import sys; {SERVER}['__main__'], sys_argv=sys.argv[1:], **{{'authkey_r': 14}})",
        f"{FLAGS}import sys; {SERVER}['__main__'], sys_argv=sys.argv[1:], **{{'authkey_r': 14}}) -c 7",
    ],
)
def test_multiprocessings_own_helpers_are_known_by_their_command(command: str) -> None:
    assert any(re.fullmatch(helper, command) for helper in HELPERS)


@pytest.mark.parametrize(
    "command",
    [
        f"{FLAGS}from multiprocessing.resource_tracker import main;main(5) or sleep(9)",
        f"{FLAGS}from multiprocessing.resource_tracker import main;main(sleep(9))",
        "/usr/bin/python3 -c__import__('time').sleep(9) -c from multiprocessing.resource_tracker import main;main(5)",
        "/usr/bin/python3 -mtrap -c from multiprocessing.resource_tracker import main;main(5)",
        f"{FLAGS}{SERVER}[sleep(9)], **{{}})",
        f"{FLAGS}{SERVER}[], **{{}}, **sleep(9))",
        f"{FLAGS}import sys, trap; {SERVER}[], sys_argv=sys.argv[1:], **{{}})",
        "/usr/bin/python3 trap.py",
    ],
)
def test_who_runs_anything_else_is_no_helper(command: str) -> None:
    assert not any(re.fullmatch(helper, command) for helper in HELPERS)
