"""The judge's hold on the fork server: gets workers, ends them, learns how they ended.

Where there is no fork, or on request, every worker is a fresh interpreter that calls back over the
loopback.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from graders.workers import boot, bubblewrap, portable, shared_memory
from graders.workers.channel import Output
from graders.workers.inside import confine, control, limits

T = TypeVar("T")


def _environment(layers: Sequence[str]) -> dict[str, str]:
    return boot.plain() if "environment" in layers else dict(os.environ)


@dataclass
class Spawned:
    """A blank worker as the fork server hands it over."""

    pid: int
    channel: socket.socket
    output: Output
    folder: Path
    """Its scratch folder and working directory; goes away with it."""


REPLY_TIME = 30.0
"""Seconds that the fork server may take to answer; it needs milliseconds, unless somebody stopped
it."""


LEAVE_TIME = 10.0
"""Seconds that it may take to leave, with all workers."""


class Spawner(Protocol):
    """Where workers come from."""

    layers: Sequence[str]
    """The layers of the lock-in that its workers put on."""
    readable: Sequence[str]
    """What its workers may read beside the standard library."""

    @property
    def pid(self) -> int:
        """The process that they come from; 0 where there is none."""

    def spawn(self) -> Spawned:
        """A blank worker."""

    def end(self, pid: int) -> None:
        """Kill a worker with all that it started, soon."""

    def how_it_ended(self, pid: int) -> str:
        """In words, how a worker that closed its channel ended."""

    def orphans(self) -> list[int]:
        """Processes that a worker set loose."""

    def close(self) -> None:
        """Kill all workers; return when nothing is left."""


def ending(status: int) -> str:
    """A wait status in words."""
    if status == control.STILL_ALIVE:
        return "closed its channel to the grader"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        names = {each.value: each.name for each in signal.Signals}
        return f"crashed (signal {number}, {names.get(number, 'unknown')})"
    return f"left early (exit status {os.WEXITSTATUS(status)})"


class ForkServerProcess:
    """The process that fork servers are forked from; it leaves after the last of them."""

    def __init__(self, count: int, layers: Sequence[str], strong: bool = False) -> None:
        self._base = tempfile.mkdtemp(prefix="katas-")
        booted = boot.connected(
            count, _environment(layers), bubblewrap.prefix(self._base) if strong else ()
        )
        booted.tell("spawner", booted.theirs[:count], self._base, layers)
        self.layers = layers
        self.strong = strong
        """In namespaces of its own, its fork servers and their workers too."""
        self.pid = booted.process.pid
        self._process = booted.process
        self._channels = booted.channels
        for unused in self._channels[count:]:
            unused.close()
        self._fork_servers = count

    def channel(self) -> socket.socket:
        """To a fork server that has none yet."""
        made = self._channels.pop(0)
        made.settimeout(REPLY_TIME)
        return made

    def lost(self) -> None:
        """A fork server has left."""
        self._fork_servers -= 1
        if not self._fork_servers:
            self._process.wait()
            shutil.rmtree(self._base, ignore_errors=True)


class ForkServer:
    """A bare interpreter that forks workers ahead."""

    readable: Sequence[str] = ()

    def __init__(
        self, layers: Sequence[str] | None = None, process_of: ForkServerProcess | None = None
    ) -> None:
        self._process_of = process_of or ForkServerProcess(
            1, confine.available() if layers is None else layers
        )
        self.layers = self._process_of.layers
        self._control = self._process_of.channel()
        self._pid = 0
        self._ordered = False
        self._ahead: Spawned | None = None
        self.alive = True
        """False once somebody killed the fork server."""
        atexit.register(self.close)
        self._order()

    @property
    def pid(self) -> int:
        """Its process: the first that it tells, as soon as it is up."""
        self._greet()
        return self._pid

    @property
    def shared_memory(self) -> Path:
        """The folder where its workers' shared memory is, as the judge sees it."""
        return shared_memory.of(self.pid) if self._process_of.strong else Path(shared_memory.FOLDER)

    def _greet(self) -> None:
        """Take the record that comes before all replies."""
        if not self._pid:
            self._pid, _ = self._unpacked(self._taken(self._record))

    def _record(self) -> bytes:
        return self._control.recv(control.REPLY.size, socket.MSG_WAITALL)

    def _command(self, letter: bytes, pid: int = 0) -> None:
        try:
            self._control.sendall(control.COMMAND.pack(letter, pid))
        except OSError:
            self.alive = False
            raise

    def _reply(self) -> tuple[int, int]:
        self._collect()
        return self._unpacked(self._taken(self._record))

    def _taken(self, receive: Callable[[], T]) -> T:
        try:
            return receive()
        except OSError:  # a time-out too
            self.alive = False
            raise

    def _unpacked(self, message: bytes) -> tuple[int, int]:
        if len(message) < control.REPLY.size:
            self.alive = False
            raise ConnectionError("the fork server is gone")
        number, status = control.REPLY.unpack(message)
        return number, status

    def spawn(self) -> Spawned:
        """A blank worker, forked ahead and asked for ahead."""
        self._order()
        self._collect()
        spawned, self._ahead = self._ahead, None
        self._order()
        assert spawned is not None
        return spawned

    def _order(self) -> None:
        """Ask for the next worker, without waiting for it."""
        if not self._ordered and self._ahead is None:
            self._command(control.GIVE)
            self._ordered = True

    def _collect(self) -> None:
        """Take the worker that was ordered; its reply comes before all later ones."""
        if self._ordered:
            self._ahead, self._ordered = self._received(), False

    def _received(self) -> Spawned:
        self._greet()
        message, fds, _, _ = self._taken(
            lambda: socket.recv_fds(self._control, control.REPLY.size, 2)
        )
        pid, length = self._unpacked(message)
        folder = self._control.recv(length, socket.MSG_WAITALL).decode()
        return Spawned(
            pid, socket.socket(fileno=fds[0]), Output(socket.socket(fileno=fds[1])), Path(folder)
        )

    def end(self, pid: int) -> None:
        """Kill a worker with all that it started; the fork server reaps it beside the next test."""
        try:
            self._command(control.END, pid)
        except OSError:  # the fork server is dead, nobody else ends the worker's children
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)

    def how_it_ended(self, pid: int) -> str:
        """In words, how a worker that closed its channel ended."""
        self._command(control.STATUS, pid)
        _, status = self._reply()
        return ending(status)

    def orphans(self) -> list[int]:
        """Living processes whose parents died and that are no worker."""
        self._command(control.ORPHANS)
        count, _ = self._reply()
        pids = self._control.recv(4 * count, socket.MSG_WAITALL) if count else b""
        return list(struct.unpack(f"!{count}I", pids))

    def settle(self) -> None:
        """Return when every ended worker, and all that it started, is gone."""
        self._command(control.SETTLE)
        self._reply()

    def close(self) -> None:
        """Kill all workers; return when nothing is left."""
        atexit.unregister(self.close)
        if self._ahead is not None:
            self._ahead.channel.close()
            self._ahead.output.finish()
        if not self._left():
            portable.kill_tree(self._pid or self._process_of.pid)
        self._control.close()
        self._process_of.lost()

    def _left(self) -> bool:
        """Tell the fork server that it is no longer needed; True once it has let go of the channel, its last deed."""
        try:
            self._control.settimeout(LEAVE_TIME)
            self._control.shutdown(socket.SHUT_WR)
            while self._control.recv(1 << 16):
                pass  # a worker that was ordered
        except TimeoutError:
            return False
        except OSError:
            return True  # it is gone, or this was called before
        return True


class FreshSpawner:
    """A new interpreter for every worker: slower, and all that there is where nothing can be forked."""

    pid = 0
    alive = True
    shared_memory = Path(shared_memory.FOLDER)

    def __init__(self, layers: Sequence[str] | None = None, site_packages: bool = False) -> None:
        self.layers = confine.available() if layers is None else layers
        self.readable: Sequence[str] = _memrays_needs() if site_packages else []
        self._base = Path(tempfile.mkdtemp(prefix="katas-"))
        self._flags = ("-I",) if site_packages else boot.BARE
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    def spawn(self) -> Spawned:
        """A blank worker: started now."""
        token, folder = os.urandom(16).hex(), Path(tempfile.mkdtemp(dir=self._base))
        with socket.create_server(("127.0.0.1", 0)) as server:
            booted = boot.start(_environment(self.layers), self._flags, str(folder))
            booted.tell(
                "fresh",
                server.getsockname()[1],
                token,
                str(folder),
                os.getpid(),
                self.layers,
                self.readable,
            )
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
        process = self._running[pid]
        try:
            code = process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            self.end(pid)
            return ending(control.STILL_ALIVE)
        return (
            ending(-code if code < 0 else code << 8)
            if os.name == "posix"
            else f"left early (exit status {code})"
        )

    def orphans(self) -> list[int]:
        """Unknown here."""
        return []

    def settle(self) -> None:
        """Ended workers are gone at once here."""

    def close(self) -> None:
        """Kill all workers."""
        for pid in list(self._running):
            self.end(pid)
        shutil.rmtree(self._base, ignore_errors=True)


def _memrays_needs() -> list[str]:
    """Where it is installed, and its own process in /proc, where it looks."""
    found = importlib.util.find_spec("memray")
    return [str(Path(found.origin).parent.parent), "/proc/self"] if found and found.origin else []


def _call_back(server: socket.socket, token: str) -> socket.socket:
    """The connection of the worker that knows the token."""
    server.settimeout(60)
    while True:
        connection, _ = server.accept()
        connection.settimeout(10)
        if connection.recv(len(token), socket.MSG_WAITALL) == token.encode():
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        connection.close()


def start(
    fresh: bool = False, without: str = "", strong: bool = False
) -> ForkServer | FreshSpawner:
    """The best source of workers here; ``without`` one layer of the lock-in, to see what that layer is for."""
    return several(1, fresh, without, strong)[0]


def several(
    count: int, fresh: bool = False, without: str = "", strong: bool = False
) -> list[ForkServer | FreshSpawner]:
    """The best sources of workers here, for so many judges."""
    limits.hide()
    layers = _layers(without)
    if fresh or not boot.can_fork():
        return [FreshSpawner(layers) for _ in range(count)]
    process_of = ForkServerProcess(count, layers, strong)
    return [ForkServer(process_of=process_of) for _ in range(count)]


def explainers(without: str = "") -> FreshSpawner:
    """Workers that can import memray."""
    return FreshSpawner(_layers(without), site_packages=True)


def _layers(without: str) -> Sequence[str]:
    return [layer for layer in confine.available() if layer != without]
