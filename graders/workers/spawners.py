"""Where workers come from, one blank worker for each test.

::

    Spawner          what an execution asks of whoever it gets its worker from
    |- ForkServer    a bare interpreter that forks workers ahead
    `- FreshSpawner  a new interpreter for every worker: where nothing can be forked, or on request

    ForkServerProcess   the interpreter that fork servers are forked from, one for each judge
    Spawned             what a spawner hands over: a worker's process, its channel, its output

``several`` and ``start`` choose the best spawner here, ``explainers`` is for workers that record
their memory.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graders.workers import boot, bubblewrap, portable, shared_memory
from graders.workers.channel import Output
from graders.workers.inside import confine, control, limits
from graders.workers.scratch import Scratch

REPLY_SECONDS = 30.0
"""That a fork server may take to answer; it needs milliseconds, unless somebody stopped it."""

LEAVE_SECONDS = 10.0
"""That a fork server may take to leave, with all workers."""

CALL_BACK_SECONDS = 60.0
"""For a fresh interpreter to start and connect."""

TOKEN_SECONDS = 10.0
"""For a connection to say who it is."""


@dataclass
class Spawned:
    """A blank worker as a spawner hands it over."""

    pid: int
    channel: socket.socket
    output: Output
    folder: Path
    """Its scratch folder and working directory; goes away with it."""


class Spawner(Protocol):
    """Where workers come from."""

    layers: Sequence[str]
    """The layers of the lock-in that its workers put on."""
    readable: Sequence[str] = ()
    """What its workers may read beside the standard library."""
    alive: bool = True
    """False once somebody killed what its workers come from, or broke off the talk with it."""

    @property
    def pid(self) -> int:
        """The process that its workers come from; 0 where there is none."""

    @property
    def shared_memory(self) -> Path:
        """The folder where its workers' shared memory is, as the judge sees it."""

    def spawn(self) -> Spawned:
        """A blank worker."""

    def map_extensions(self) -> None:
        """Workers to come are for code that writes files: have ready what each would do itself."""
        return

    def end(self, pid: int) -> None:
        """Kill a worker with all that it started, soon."""

    def how_it_ended(self, pid: int) -> str:
        """In words, how a worker that closed its channel ended."""

    def orphans(self) -> list[int]:
        """Living processes that are not workers and whose parents died, where that is known."""
        return []

    def settle(self) -> None:
        """Return when every ended worker, and all that it started, is gone."""

    def close(self) -> None:
        """Kill all workers; return when nothing is left."""


class ForkServerProcess:
    """The process that fork servers are forked from; it leaves after the last of them."""

    def __init__(self, count: int, layers: Sequence[str], strong: bool = False) -> None:
        self._scratch = Scratch()
        base = str(self._scratch.folder)
        booted = boot.connected(
            count, _environment(layers), bubblewrap.prefix(base) if strong else ()
        )
        booted.tell("spawner", booted.theirs[:count], base, layers)
        self.layers = layers
        self.strong = strong
        """In namespaces of its own, its fork servers and their workers too."""
        self.pid = booted.process.pid
        self._process = booted.process
        self._channels = list(booted.channels[:count])
        for unused in booted.channels[count:]:
            unused.close()
        self._fork_servers = count

    def channel(self) -> socket.socket:
        """To a fork server that has none yet."""
        made = self._channels.pop(0)
        made.settimeout(REPLY_SECONDS)
        return made

    def lost(self) -> None:
        """A fork server has left."""
        # A forked judge counts its own only and never comes to 0: the parent waits and removes.
        self._fork_servers -= 1
        if not self._fork_servers:
            self._process.wait()
            self._scratch.remove()


class ForkServer(Spawner):
    """A bare interpreter that forks workers ahead: the next one gets ready while a test runs."""

    def __init__(
        self, layers: Sequence[str] | None = None, process_of: ForkServerProcess | None = None
    ) -> None:
        self._process_of = process_of or ForkServerProcess(
            1, confine.available() if layers is None else layers
        )
        self.layers = self._process_of.layers
        self._control = self._process_of.channel()
        self._pid = 0
        self._ordered = self._mapped = False
        self._ahead: Spawned | None = None
        atexit.register(self.close)
        self._order()

    @property
    def pid(self) -> int:
        """Its process, which it tells as soon as it is up."""
        if not self._pid:
            self._collect()
        return self._pid

    @property
    def shared_memory(self) -> Path:
        """The system's folder, or that of its own namespaces."""
        return shared_memory.of(self.pid) if self._process_of.strong else Path(shared_memory.FOLDER)

    @contextlib.contextmanager
    def _talking(self) -> Iterator[None]:
        """Whatever goes wrong on the channel, a time-out too, means that there is nobody left."""
        try:
            yield
        except OSError:
            self.alive = False
            raise

    def _command(self, letter: bytes, pid: int = 0) -> None:
        with self._talking():
            self._control.sendall(control.COMMAND.pack(letter, pid))

    def _record(self) -> tuple[int, int, list[int]]:
        """The next record: two numbers, and descriptors where it is about a worker."""
        with self._talking():
            message, fds, _, _ = socket.recv_fds(
                self._control, control.REPLY.size, 2, socket.MSG_WAITALL
            )
            if len(message) < control.REPLY.size:
                raise ConnectionError("the fork server is gone")
        number, status = control.REPLY.unpack(message)
        return number, status, fds

    def _order(self) -> None:
        """Ask for the next worker, without waiting for it."""
        if not self._ordered and self._ahead is None:
            self._command(control.GIVE, os.getpid())
            self._ordered = True

    def _collect(self) -> None:
        """Take what comes before all answers: its pid, once, and the worker that was ordered."""
        if not self._pid:
            self._pid, _, _ = self._record()
        if self._ordered:
            pid, length, fds = self._record()
            folder = self._control.recv(length, socket.MSG_WAITALL).decode()
            channel, output = (socket.socket(fileno=fd) for fd in fds)
            self._ahead = Spawned(pid, channel, Output(output), Path(folder))
            self._ordered = False

    def _ask(self, letter: bytes, pid: int = 0) -> tuple[int, int]:
        """The numbers that answer a command."""
        self._command(letter, pid)
        self._collect()
        number, status, _ = self._record()
        return number, status

    def spawn(self) -> Spawned:
        """A blank worker, forked ahead and asked for ahead."""
        self._order()
        self._collect()
        spawned, self._ahead = self._ahead, None
        self._order()
        assert spawned is not None
        return spawned

    def map_extensions(self) -> None:
        """Once: a fork costs more from then on, and few exercises need it."""
        if not self._mapped:
            self._mapped = True
            self._command(control.MAP)

    def end(self, pid: int) -> None:
        """Kill a worker with all that it started; it is reaped beside the next test."""
        try:
            self._command(control.END, pid)
        except OSError:  # the fork server is dead, nobody else ends the worker's children
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)

    def how_it_ended(self, pid: int) -> str:
        """In words, how a worker that closed its channel ended."""
        _, status = self._ask(control.STATUS, pid)
        return ending(status)

    def orphans(self) -> list[int]:
        """The fork server's children that are not workers: they were left to it."""
        count, _ = self._ask(control.ORPHANS)
        pids = self._control.recv(4 * count, socket.MSG_WAITALL) if count else b""
        return list(struct.unpack(f"!{count}I", pids))

    def settle(self) -> None:
        """Return when every ended worker, and all that it started, is gone."""
        self._ask(control.SETTLE)

    def close(self) -> None:
        """Kill all workers; return when nothing is left."""
        atexit.unregister(self.close)
        if self._ahead is not None:
            self._ahead.channel.close()
            self._ahead.output.finish()
        try:
            self._control.settimeout(LEAVE_SECONDS)
            # That it is no longer needed. Not by closing: forked judges hold copies of this socket.
            self._control.shutdown(socket.SHUT_WR)
            while self._control.recv(1 << 16):
                pass  # a worker that was ordered; to let go of the channel is its last deed
        except TimeoutError:
            portable.kill_tree(self._pid or self._process_of.pid)
        except OSError:
            pass  # it is gone, or this was called before
        self._control.close()
        self._process_of.lost()


class FreshSpawner(Spawner):
    """A new interpreter for every worker, which calls back over the loopback: slower."""

    pid = 0
    shared_memory = Path(shared_memory.FOLDER)

    def __init__(self, layers: Sequence[str] | None = None, site_packages: bool = False) -> None:
        self.layers = confine.available() if layers is None else layers
        memray = importlib.util.find_spec("memray") if site_packages else None
        if memray and memray.origin:
            # Where it is installed, and its own process in /proc, where it looks.
            self.readable = [str(Path(memray.origin).parent.parent), "/proc/self"]
        self._scratch = Scratch()
        self._flags = ("-I",) if site_packages else boot.BARE
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    def spawn(self) -> Spawned:
        """A blank worker: started now."""
        token, folder = os.urandom(16).hex(), Path(tempfile.mkdtemp(dir=self._scratch.folder))
        with socket.create_server(("127.0.0.1", 0)) as server:
            python = [sys.executable, *self._flags]
            booted = boot.start(python, _environment(self.layers), str(folder))
            port, judge = server.getsockname()[1], os.getpid()
            booted.tell("fresh", port, token, str(folder), judge, self.layers, self.readable)
            process = booted.process
            self._running[process.pid] = process
            channel, output = _call_back(server, token), _call_back(server, token)
            return Spawned(process.pid, channel, Output(output), folder)

    def end(self, pid: int) -> None:
        """Kill a worker with its children."""
        process = self._running.pop(pid, None)
        if process is None:
            return
        portable.kill_tree(pid)
        if hasattr(os, "killpg"):  # the children of a worker that is gone already
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
        process.wait()

    def how_it_ended(self, pid: int) -> str:
        """In words, how a worker that closed its channel ended."""
        try:
            code = self._running[pid].wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            self.end(pid)
            return ending(control.STILL_ALIVE)
        if os.name != "posix":
            return f"left early (exit status {code})"
        return ending(-code if code < 0 else code << 8)

    def settle(self) -> None:
        """Ended workers are gone at once here."""

    def close(self) -> None:
        """Kill all workers."""
        for pid in list(self._running):
            self.end(pid)
        self._scratch.remove()


def _environment(layers: Sequence[str]) -> dict[str, str]:
    return boot.plain() if "environment" in layers else dict(os.environ)


def _call_back(server: socket.socket, token: str) -> socket.socket:
    """The connection of the worker that knows the token."""
    server.settimeout(CALL_BACK_SECONDS)
    while True:
        connection, _ = server.accept()
        connection.settimeout(TOKEN_SECONDS)
        if connection.recv(len(token), socket.MSG_WAITALL) == token.encode():
            # Small messages in turns: Nagle's algorithm would hold each back for a confirmation.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        connection.close()


def ending(status: int) -> str:
    """A wait status in words."""
    if status == control.STILL_ALIVE:
        return "closed its channel to the grader"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        names = {each.value: each.name for each in signal.Signals}
        return f"crashed (signal {number}, {names.get(number, 'unknown')})"
    return f"left early (exit status {os.WEXITSTATUS(status)})"


def start(fresh: bool = False, without: str = "", strong: bool = False) -> Spawner:
    """The best spawner here; ``without`` a layer of the lock-in, to see what that layer is for."""
    return several(1, fresh, without, strong)[0]


def several(
    count: int, fresh: bool = False, without: str = "", strong: bool = False
) -> list[Spawner]:
    """The best spawners here, for this many judges."""
    limits.hide()
    layers = _layers(without)
    if fresh or not boot.can_fork():
        return [FreshSpawner(layers) for _ in range(count)]
    process_of = ForkServerProcess(count, layers, strong)
    return [ForkServer(process_of=process_of) for _ in range(count)]


def explainers(without: str = "") -> Spawner:
    """One for workers that can import memray."""
    return FreshSpawner(_layers(without), site_packages=True)


def _layers(without: str) -> Sequence[str]:
    return [layer for layer in confine.available() if layer != without]
