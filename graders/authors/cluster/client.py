"""The side of ``grade_class``: which Dask workers may judge, what is under way, what came back.

Dask places the tasks: each needs one unit of a resource that has the run's name, and a Dask worker
offers one once it has said what it is and was found to be as this host is. So whoever joins later
is used, whoever is not as this host never gets a learner's answer, and no worker has two tasks at a
time. When a worker dies, Dask gives its tasks to others.
"""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from graders.authors.classes.marking import Lost
from graders.authors.cluster import security, worker
from graders.authors.cluster.parcels import Found, Host, Parcel, Run, here, pack, refusal, unpack
from graders.judge import session
from graders.judge.plan import Plan, Task
from graders.model import faults
from graders.model.errors import Usage
from graders.model.faults import Unable
from graders.model.invocation import command
from graders.model.order import orders
from graders.model.wording import number_of
from graders.workers import allowance

if TYPE_CHECKING:
    from distributed import Client, Future

    Answered = Future[tuple[str, bytes]]
    """Of the address of a worker, and what its judge answered."""

LOOK_SECONDS = 1.0
"""Between two looks at who is there."""

CONNECT_SECONDS = 10.0
"""For a scheduler to answer, and to come back once it has gone."""

GONE = "the scheduler is gone"

TASKS_A_WORKER = 2
"""Under way: one that is judged, and one that waits so that no judge waits for the network."""


class Sent(NamedTuple):
    """A task that is under way."""

    task: Task
    only: Sequence[str]
    """The addresses of the workers that may have it; any of the run's where there are none."""


class Cluster:
    """The judges of one run on all hosts of a Dask cluster."""

    def __init__(self, client: Client, run: Run, unlocked: Sequence[str] = ()) -> None:
        self._client, self._run, self._unlocked = client, run, unlocked
        self._packed, self._ours = pack(run), here(run)
        self._hosts: dict[str, Host] = {}
        """What the workers that judge said of themselves, by their addresses."""
        self._refused: set[str] = set()
        self._otherwise: set[str] = set()
        """Of the hosts that judged and hold the learner's code otherwise, also when they left."""
        self._ran_at: dict[Task, str] = {}
        """Where a task was last judged."""
        self._looked = -LOOK_SECONDS
        self._told_of_waiting = False
        self.look()
        if self._refused and not self._hosts:
            raise Usage("no Dask worker may judge for this run; what each lacks is said above")

    @property
    def account(self) -> str:
        """Who judges, and where Dask shows what they do."""
        names = ", ".join(sorted({host.name for host in self._hosts.values()}))
        judging = f"{number_of(len(self._hosts), 'Dask worker')}{f' on {names}' if names else ''}"
        return f"{judging}; what they do: {self._client.dashboard_link}"

    @property
    def workers(self) -> int:
        """How many tasks are judged side by side."""
        return max(len(self._hosts), 1)

    @property
    def machines(self) -> int:
        """How many tasks that need a machine for themselves are judged side by side."""
        return max(len({host.name for host in self._hosts.values()}), 1)

    @property
    def held_otherwise(self) -> str:
        """The hosts that held the learner's code otherwise than this one, and how; "" for none."""
        return "; ".join(sorted(self._otherwise))

    def judge(
        self, plan: Plan, tasks: Sequence[Task], take: session.Done, alone: bool
    ) -> list[str]:
        """Have the workers do the tasks; returns the faults that belong to none of them.

        A task that was done before is done elsewhere, if there is an elsewhere.

        Raises:
            Lost: the scheduler is gone.
            KeyboardInterrupt: Ctrl-C; what is under way is ended.
        """
        waiting = deque(tasks)
        going: dict[Answered, Sent] = {}
        came: SimpleQueue[Answered] = SimpleQueue()
        told: list[str] = []
        try:
            while waiting or going:
                waiting.extendleft(self._stranded(going))
                if not self._hosts and not self._told_of_waiting:
                    self._told_of_waiting = True
                    starts = command("cluster", "worker", "ADDRESS")
                    print(f"  no Dask worker yet, waiting for one: {starts}", file=sys.stderr)
                while waiting and len(going) < TASKS_A_WORKER * len(self._hosts):
                    task = waiting.popleft()
                    future, sent = self._send(task, alone)
                    going[future] = sent
                    future.add_done_callback(came.put)
                with contextlib.suppress(Empty):
                    future = came.get(timeout=LOOK_SECONDS)
                    if future in going:
                        task = going[future].task
                        found = self._result(future, task)
                        del going[future]
                        told += found.faults
                        take(task, found.tests)
        finally:
            if going:
                self._give_up(going)
        return list(dict.fromkeys(told))

    def _send(self, task: Task, alone: bool) -> tuple[Answered, Sent]:
        only = self._elsewhere(task)
        future = self._client.submit(
            worker.answer,
            pack(Parcel(self._run.name, task, alone)),
            key=f"{task.exercise.name}-{secrets.token_hex(8)}",
            workers=only or None,
            resources={self._run.name: 1},
            pure=False,
        )
        return future, Sent(task, only)

    def _elsewhere(self, task: Task) -> list[str]:
        """The workers on other hosts than that on which a task was judged, or else the others."""
        before = self._ran_at.get(task)
        if before is None or before not in self._hosts:
            return []
        host = self._hosts[before].name
        others = [address for address, each in self._hosts.items() if each.name != host]
        return others or [address for address in self._hosts if address != before]

    def _stranded(self, going: dict[Answered, Sent]) -> list[Task]:
        """The tasks that only workers could have that are gone; they are under way no more."""
        if not self.look():
            return []
        lost = [
            future
            for future, sent in going.items()
            if sent.only and not any(address in self._hosts for address in sent.only)
        ]
        tasks = [going.pop(future).task for future in lost]
        if lost:
            self._client.cancel(lost, force=True)
        return tasks

    def _result(self, future: Answered, task: Task) -> Found:
        """What came back of a task."""
        names = orders().get(task.exercise.name) or [task.exercise.tests.name]
        try:
            address, data = future.result()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # that a task was cancelled is told by no Exception
            if future.cancelled() or self._client.status != "running":
                raise Lost(GONE) from None
            # Several workers died on it, or ours broke; mark() tries it once more by itself.
            return Found(session.died(names, f"{session.DIED}: {faults.what(error)}"))
        self._ran_at[task] = address
        if data == worker.GONE:
            return Found(session.died(names))
        found = unpack(data, Found)
        return found if found.tests else Found(session.died(names), found.faults)

    def _give_up(self, going: Mapping[Answered, Sent]) -> None:
        """End what is under way, on all hosts; where the scheduler is gone, nobody waits for it."""
        with contextlib.suppress(Exception):
            self._client.cancel(list(going), force=True)
        self.close()

    def look(self) -> bool:
        """See who has come and gone, unless that was seen a moment ago.

        Raises:
            Lost: the scheduler is gone.
        """
        if time.monotonic() < self._looked + LOOK_SECONDS:
            return False
        try:
            there = set(self._client.scheduler_info(n_workers=-1)["workers"])
        except Exception:
            raise Lost(GONE) from None
        if self._client.status != "running":
            raise Lost(GONE)
        for gone in self._hosts.keys() - there:
            del self._hosts[gone]
        if new := sorted(there - self._hosts.keys() - self._refused):
            self._meet(new)
        self._looked = time.monotonic()
        return True

    def _meet(self, addresses: list[str]) -> None:
        """Have new workers judge for this run, those that are as this host is."""
        said = self._client.run(
            worker.introduce, self._packed, workers=addresses, on_error="return"
        )
        for address in addresses:
            answer = said.get(address)
            if isinstance(answer, bytes):
                host = unpack(answer, Host)
                why = refusal(host, self._ours, self._unlocked)
            elif isinstance(answer, OSError) or answer is None:
                continue  # it has just left, or will be there at the next look
            else:
                host = None
                why = f"it has no graders, or others ({faults.what(answer)}): start it in a copy"
            if why:
                self._refused.add(address)
                name = f"{host.name}, {address}" if host else address
                print(f"  Dask worker {name} is refused: {why}", file=sys.stderr)
            elif host and self._begun(address):
                self._hosts[address] = host
                if host.isolation != self._ours.isolation:
                    self._otherwise.add(f"{host.name}: {host.isolation}")

    def _begun(self, address: str) -> bool:
        found = self._client.run(worker.begin, self._packed, workers=[address], on_error="return")
        return address in found and found[address] is None

    def seconds_a_task(self, parcel: bytes, times: int) -> float:
        """What the way to a worker and back takes, one parcel after another."""
        needs = {self._run.name: 1}
        begun = time.perf_counter()
        for _ in range(times):
            sent = self._client.submit(worker.answer, parcel, resources=needs, pure=False)
            sent.result()
        return (time.perf_counter() - begun) / times

    def close(self) -> None:
        """Nothing of the run stays on any host."""
        with contextlib.suppress(Exception):  # it has left with all that it had
            self._client.run(
                worker.end, self._run.name, workers=list(self._hosts), on_error="ignore"
            )


@contextlib.contextmanager
def of_this_machine(count: int, run: Run) -> Iterator[Cluster]:
    """A cluster of this many Dask workers on this machine, for as long as the block lasts."""
    from distributed import Client, LocalCluster

    if sys.platform == "linux" and allowance.shared_bytes() is None:
        # Dask would say after a while that its nanny failed to start.
        raise Unable(f"{allowance.missing_shared()}; grade without --workers")
    _hush()
    with (
        LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            # Loopback is open to everybody who has an account here: TLS, by a pair of its own.
            security=True,
            silence_logs=logging.CRITICAL,
        ) as started,
        Client(started, timeout=CONNECT_SECONDS, set_as_default=False) as client,
        contextlib.closing(Cluster(client, run)) as cluster,
    ):
        yield cluster


@dataclass(frozen=True)
class Scheduler:
    """A scheduler that runs already."""

    address: str
    certificates: Path | None = None
    """The folder of its certificates, for TLS."""
    unlocked: Sequence[str] = ()
    """Names of hosts that are taken though they hold the learner's code otherwise."""

    @classmethod
    def named(cls, name: str, certificates: Path | None, unlocked: Sequence[str]) -> Scheduler:
        """That of an address, or of a scheduler file of Dask.

        Raises:
            Usage: the file is none, or strangers may reach the scheduler.
        """
        address = address_of(name)
        security.check(address, certificates)
        return cls(address, certificates, unlocked)

    @contextlib.contextmanager
    def cluster(self, run: Run) -> Iterator[Cluster]:
        """Its cluster, for as long as the block lasts.

        Raises:
            Usage: it does not answer, or no worker of it may judge.
        """
        from distributed import Client

        _hush()
        held = security.of(self.certificates) if self.certificates else None
        try:
            client = Client(
                self.address, security=held, timeout=CONNECT_SECONDS, set_as_default=False
            )
        except (OSError, ValueError) as error:
            start = command("cluster", "scheduler")
            cause = error.__cause__ or error.__context__ or error  # Dask tells of its own objects
            last = getattr(cause, "strerror", None) or faults.what(cause)
            why = f"no scheduler answers there ({last})"
            raise Usage(f"{self.address}: {why}; {start} starts one") from None
        with client, contextlib.closing(Cluster(client, run, self.unlocked)) as cluster:
            yield cluster


def address_of(scheduler: str) -> str:
    """The address that an option names, itself or by a scheduler file.

    Raises:
        Usage: the file is none.
    """
    if "://" in scheduler:
        return scheduler
    try:
        found = json.loads(Path(scheduler).read_text(encoding="utf-8"))["address"]
    except OSError as error:
        raise Usage(
            f"{scheduler}: neither an address (tls://HOST:8786) nor a scheduler file "
            f"({error.strerror})"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise Usage(f"{scheduler}: no scheduler file of Dask: it names no address") from None
    return str(found)


def _hush() -> None:
    """Dask's own log lines stay off the screen: what they are about is told in our words."""
    for name in [*logging.root.manager.loggerDict]:  # each of its loggers has a level of its own
        if name.split(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
