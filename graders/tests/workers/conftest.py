"""Where the learner's code of these tests runs: in a forked worker, a fresh interpreter, or a thread of ours."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest

from graders.tests.conftest import MakesExecution
from graders.workers.channel import Output
from graders.workers.execution import Limits
from graders.workers.inside import confine
from graders.workers.inside.server import Server
from graders.workers.learner import LearnerModule
from graders.workers.spawners import ForkServer, FreshSpawner, Spawned

ENDLESS = Limits(cpu=1e9, asleep=1e9, naps=1e9, wall=1e9)


class InThread:
    """A spawner whose workers are threads of this process, so that the server is seen at work by coverage too."""

    pid = 0
    alive = True
    layers: Sequence[str] = [layer for layer in confine.LAYERS if layer not in confine.KERNEL]
    readable: Sequence[str] = ()

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.servers: list[Server] = []
        self._threads: list[threading.Thread] = []
        self._said: list[socket.socket] = []

    def spawn(self) -> Spawned:
        ours, theirs = socket.socketpair()
        heard, said = socket.socketpair()
        self._said.append(said)
        self.servers.append(Server())
        self._threads.append(threading.Thread(target=self._serve, args=(self.servers[-1], theirs), daemon=True))
        self._threads[-1].start()
        return Spawned(os.getpid(), ours, Output(heard), self._folder)

    def _serve(self, server: Server, channel: socket.socket) -> None:
        with channel:
            server.run(channel)

    def map_extensions(self) -> None: ...

    def end(self, pid: int) -> None:
        self.close()

    def how_it_ended(self, pid: int) -> str:
        return "closed its channel to the grader"

    def orphans(self) -> list[int]:
        return []

    def settle(self) -> None:
        self.close()

    def close(self) -> None:
        for thread in self._threads:
            thread.join(timeout=20)
            assert not thread.is_alive()
        while self._said:
            self._said.pop().close()


class Learn(Protocol):
    """Returns the learner's module of this source, as a test file that imported it has it."""

    def __call__(self, source: str, **options: Any) -> Any: ...


@pytest.fixture
def own_modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Takes away what the server does to the modules and the path of this process."""
    monkeypatch.setattr(sys, "path", sys.path[:])
    yield
    for name in ("kata", "probes", "unit"):
        sys.modules.pop(name, None)


@pytest.fixture
def in_thread(own_modules: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[InThread]:
    spawner = InThread(tmp_path_factory.mktemp("worker"))
    yield spawner
    spawner.close()


@pytest.fixture(scope="session")
def fresh() -> Iterator[FreshSpawner]:
    spawner = FreshSpawner()
    yield spawner
    spawner.close()


def _learn(execute: MakesExecution, **defaults: Any) -> Learn:
    def learn(source: str, **options: Any) -> Any:
        execute(source, **{**defaults, **options})
        return LearnerModule("kata")

    return learn


@pytest.fixture
def forked(execute: MakesExecution, spawner: ForkServer) -> Learn:
    """Runs the learner's code in a forked worker."""
    return _learn(execute, spawner=spawner, rights=["threads"])


@pytest.fixture
def threaded(in_thread: InThread, execute: MakesExecution) -> Learn:
    """Runs the learner's code in a thread of this process."""
    return _learn(execute, spawner=in_thread, rights=["threads"], limits=ENDLESS)


@pytest.fixture(params=["forked", "threaded"])
def learn(request: pytest.FixtureRequest) -> Learn:
    """Runs the learner's code in a forked worker, and in a thread."""
    made: Learn = request.getfixturevalue(request.param)
    return made


@pytest.fixture(params=["forked", "fresh"])
def process(request: pytest.FixtureRequest, execute: MakesExecution) -> Learn:
    """Runs the learner's code in a process of its own: forked, or a fresh interpreter."""
    return _learn(execute, spawner=request.getfixturevalue("spawner" if request.param == "forked" else "fresh"))
