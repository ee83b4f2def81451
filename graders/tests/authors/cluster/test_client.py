"""The client against a cluster of Dask whose workers are threads of this process; their judges are processes."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from distributed import Client, LocalCluster

from graders.authors.classes.marking import Lost, mark
from graders.authors.cluster import client, security, worker
from graders.authors.cluster.client import Cluster, Scheduler, address_of
from graders.authors.cluster.parcels import Found, Parcel, Run, here, pack, unpack
from graders.judge import session
from graders.judge.plan import Confinement, Files, Plan, Task
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.faults import Unable
from graders.model.report import Outcome, TestResult
from graders.tests.children import needs_shared_memory
from graders.workers import shared_memory

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Dask worker judges there")

CHOSEN = tuple(exercises.select(["raffle_tickets", "sliding_window_mean"], exercises.find_exercises()))
RUN = Run("katas-1", CHOSEN, Confinement())
PLAN = Plan(exercises.ROOT, CHOSEN, 7, Files(solutions=True), explain=False)

Took = dict[str, list[TestResult]]


@pytest.fixture
def dask() -> Iterator[LocalCluster]:
    """Two Dask workers in this process."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as made:
        yield made


@pytest.fixture
def connected(dask: LocalCluster) -> Iterator[Client]:
    with Client(dask, set_as_default=False) as made:
        yield made


@pytest.fixture
def cluster(connected: Client) -> Iterator[Cluster]:
    made = Cluster(connected, RUN)
    yield made
    made.close()


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has the Dask workers say something else of their hosts."""

    def change(**changes: str) -> None:
        said = pack(msgspec.structs.replace(here(RUN), **changes))
        monkeypatch.setattr(worker, "introduce", lambda run: said)

    return change


def judged(cluster: Cluster, tasks: list[Task] | None = None) -> Took:
    took: Took = {}
    faults = cluster.judge(
        PLAN, tasks or PLAN.tasks, lambda task, tests: took.update({task.exercise.name: tests}), False
    )
    assert faults == []
    return took


def plain(tests: list[TestResult]) -> list[tuple[str, Outcome]]:
    return [(test.name, test.outcome) for test in tests]


def test_a_cluster_finds_what_this_machine_finds(cluster: Cluster) -> None:
    here_found: Took = {}
    session.judge(PLAN, PLAN.tasks, lambda task, tests: here_found.update({task.exercise.name: tests}))
    there = judged(cluster)
    assert {name: plain(tests) for name, tests in there.items()} == {
        name: plain(tests) for name, tests in here_found.items()
    }
    assert (cluster.workers, cluster.machines) == (2, 1)


def test_a_host_that_is_another_gets_no_answer(
    connected: Client, another: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    another(name="old", graders="0000")
    with pytest.raises(Usage, match="no Dask worker may judge"):
        Cluster(connected, RUN)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert all("Dask worker old, inproc://" in line and "its graders are others (0000" in line for line in told)
    assert not any(RUN.name in each["resources"] for each in connected.scheduler_info()["workers"].values())


def test_a_host_without_graders_is_refused(
    connected: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(run: bytes) -> bytes:
        raise ModuleNotFoundError("No module named 'graders'", name="graders")

    monkeypatch.setattr(worker, "introduce", missing)
    with pytest.raises(Usage):
        Cluster(connected, RUN)
    assert "it has no graders, or others" in capsys.readouterr().err


def test_a_host_without_the_lock_in_is_told_on_the_pages(connected: Client, another: Callable[..., None]) -> None:
    another(name="old", isolation="separate process, no seccomp")
    with pytest.raises(Usage):
        Cluster(connected, RUN)
    taken = Cluster(connected, RUN, ["old"])
    connected.retire_workers([*taken._hosts][:1], close_workers=True)
    assert taken.held_otherwise == "old: separate process, no seccomp"  # whoever has left, too
    assert Cluster(connected, RUN, ["old"]).workers == 1


def test_a_worker_that_joins_later_is_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    with (
        LocalCluster(n_workers=0, threads_per_worker=1, processes=False, dashboard_address=None) as dask,
        Client(dask, set_as_default=False) as connected,
    ):
        cluster = Cluster(connected, RUN)
        later = threading.Timer(0.5, lambda: dask.scale(1))
        later.start()
        assert set(judged(cluster)) == {each.name for each in CHOSEN}
        cluster.close()
        later.join()
    told = capsys.readouterr().err
    assert told == "  no Dask worker yet, waiting for one: nox -s cluster -- worker ADDRESS\n"


def test_a_judge_that_is_gone_is_a_fault_of_its_task(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "answer", lambda parcel: ("inproc://x", worker.GONE))
    for tests in judged(cluster).values():
        assert tests
        assert {test.outcome for test in tests} == {Outcome.FAULT}
        assert tests[0].message == session.DIED


def test_a_worker_of_ours_that_breaks_is_a_fault_of_its_task(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(parcel: bytes) -> tuple[str, bytes]:
        raise RuntimeError("no room")

    monkeypatch.setattr(worker, "answer", broken)
    found = judged(cluster)["raffle_tickets"]
    assert {test.outcome for test in found} == {Outcome.FAULT}
    assert "no room" in found[0].message


def test_what_tells_nothing_is_tried_again_elsewhere(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = sorted(cluster._hosts)

    def answer(parcel: bytes) -> tuple[str, bytes]:
        """Says where the second try was; Dask sends a copy of it, so nothing can be noted here."""
        from distributed import get_worker

        alone = unpack(parcel, Parcel).alone
        outcome = Outcome.PASSED if alone else Outcome.UNSURE
        return first, pack(Found([TestResult("test_a", outcome, get_worker().address)]))

    monkeypatch.setattr(worker, "answer", answer)
    took: Took = {}
    mark(PLAN.tasks, PLAN, lambda task, tests: took.update({task.exercise.name: tests}), cluster)
    assert {(test.outcome, test.message) for tests in took.values() for test in tests} == {(Outcome.PASSED, second)}


def test_elsewhere_is_first_another_host(cluster: Cluster) -> None:
    task = PLAN.tasks[0]
    assert cluster._elsewhere(task) == []
    a, b = sorted(cluster._hosts)
    cluster._ran_at[task] = a
    assert cluster._elsewhere(task) == [b]
    cluster._hosts["tcp://lab-2:1"] = msgspec.structs.replace(cluster._hosts[a], name="lab-2")
    assert cluster._elsewhere(task) == ["tcp://lab-2:1"]
    assert (cluster.workers, cluster.machines) == (3, 2)
    cluster._ran_at[task] = "tcp://gone:1"
    assert cluster._elsewhere(task) == []
    del cluster._hosts["tcp://lab-2:1"]  # at the end of a run each host is talked to


def test_a_task_for_a_worker_that_left_goes_to_others(cluster: Cluster, dask: LocalCluster) -> None:
    task = PLAN.tasks[0]
    a, b = sorted(cluster._hosts)
    cluster._ran_at[task] = a
    # It would be done at b alone, which is there no more when the next look is taken.
    connected = cluster._client
    connected.retire_workers([b], close_workers=True)
    assert set(judged(cluster, [task])) == {task.exercise.name}
    assert b not in cluster._hosts


def test_a_scheduler_that_is_gone_loses_nothing_that_came_back(cluster: Cluster, dask: LocalCluster) -> None:
    took: Took = {}

    def first(task: Task, tests: list[TestResult]) -> None:
        took[task.exercise.name] = tests
        dask.close()

    with pytest.raises(Lost, match="the scheduler is gone"):
        cluster.judge(PLAN, PLAN.tasks * 3, first, False)
    assert took


def test_ctrl_c_ends_what_is_under_way(cluster: Cluster, connected: Client) -> None:
    def interrupted(task: Task, tests: list[TestResult]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cluster.judge(PLAN, PLAN.tasks * 3, interrupted, False)
    assert worker.JUDGING._judges == {}
    assert not any(connected.processing().values())


def test_a_cluster_of_strangers_is_not_joined(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="whoever reaches it"):
        Scheduler.named("tcp://10.1.2.3:8786", None, ())
    file = tmp_path / "scheduler.json"
    file.write_text(json.dumps({"address": "tcp://10.1.2.3:8786"}))
    with pytest.raises(Usage, match="whoever reaches it"):
        Scheduler.named(str(file), None, ())


def test_a_scheduler_is_joined_by_its_address_and_left(dask: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "check", lambda address, certificates: None)
    with Scheduler.named(dask.scheduler_address, None, ()).cluster(RUN) as cluster:
        assert set(judged(cluster)) == {each.name for each in CHOSEN}
    assert worker.JUDGING._judges == {}


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "CONNECT_SECONDS", 0.5)
    with (
        pytest.raises(Usage, match=r"tcp://127.0.0.1:9: no scheduler answers there .*nox -s cluster -- scheduler"),
        Scheduler.named("tcp://127.0.0.1:9", None, ()).cluster(RUN),
    ):
        pass


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, r"neither an address \(tls://HOST:8786\) nor a scheduler file \(No such file"),
        ("[]", "names no address"),
        ("{}", "names no address"),
        ("{", "names no address"),
    ],
)
def test_a_scheduler_file_that_is_none_is_one_line(tmp_path: Path, text: str | None, why: str) -> None:
    file = tmp_path / "scheduler.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(Usage, match=why):
        address_of(str(file))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere shared memory is no folder")
def test_without_shared_memory_there_is_none_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_memory, "FOLDER", "/nowhere")
    why = "this machine has no shared memory: /nowhere cannot be used; grade without --workers"
    with pytest.raises(Unable, match=why), client.of_this_machine(1, RUN):
        pass


@needs_shared_memory
def test_a_cluster_of_this_machine_is_closed_to_others() -> None:
    with client.of_this_machine(1, RUN) as cluster:
        address = cluster._client.scheduler_info()["address"]
        assert address.startswith("tls://127.0.0.1:")
        open_address = address.replace("tls", "tcp")
        with pytest.raises(Usage, match="no scheduler answers"), Scheduler(open_address).cluster(RUN):
            pass  # whoever has no certificate is not let in
        assert set(judged(cluster)) == {each.name for each in CHOSEN}
