"""The fork server: a bare interpreter that forks a blank worker for each test.

It reaps whatever a worker leaves, obeys the judge over one socket (``control``), and dies with it.
"""

# signal.signal without its enums, whose pages a fork would copy:
import _signal  # type: ignore[import-not-found]
import contextlib
import gc
import itertools
import os
import select
import signal
import socket
import struct
import sys
import time
from typing import Any

from . import confine, limits, native
from .control import COMMAND, END, GIVE, MAP, ORPHANS, REPLY, STATUS, STILL_ALIVE
from .server import Server


class ForkServerLoop:
    """Forks, hands over, kills and reaps."""

    def __init__(self, control: socket.socket, base: str) -> None:
        self._control = control
        self._base = base
        self._server = Server()
        """What every worker goes on with: made once, forked with it."""
        self._live: dict[int, str] = {}
        self._ended: set[int] = set()
        self._statuses: dict[int, int] = {}
        self._sweeping = False

    def run(self) -> None:
        """Obey until the judge is gone, then kill everything."""
        wake, alarm = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(alarm, False)
        # A handler of Python's, which does nothing: without one no byte goes to the alarm.
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(alarm, warn_on_full_buffer=False)
        open_streams()
        # Last: a collection in a worker leaves alone all that it shares with the others, and the
        # kernel copies no page of it.
        gc.freeze()
        with contextlib.suppress(ConnectionError):
            self._control.sendall(REPLY.pack(os.getpid(), 0))
            while self._turn(wake):
                pass
        for pid in list(self._live):
            self._end(pid)
        self._settle()

    def _turn(self, wake: int) -> bool:
        watched: list[Any] = [self._control, wake]
        ready, _, _ = select.select(watched, [], [])
        if wake in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(wake, 4096)  # before the reaping: a child that ends meanwhile wakes again
            self._reap()
        return self._obey() if self._control in ready else True

    def _obey(self) -> bool:
        message = self._control.recv(COMMAND.size, socket.MSG_WAITALL)
        if len(message) < COMMAND.size:
            return False
        letter, pid = COMMAND.unpack(message)
        if letter == GIVE:
            self._give(pid)
        elif letter == END:
            self._end(pid)
        elif letter == MAP:
            native.load_extensions()
        elif letter == STATUS:
            self._control.sendall(REPLY.pack(pid, self._status(pid)))
        elif letter == ORPHANS:
            self._reap()
            pids = self._orphans()[:100]
            self._control.sendall(REPLY.pack(len(pids), 0) + struct.pack(f"!{len(pids)}I", *pids))
        else:
            self._settle()
            self._control.sendall(REPLY.pack(0, 0))
        return True

    def _give(self, judge: int) -> None:
        ours, theirs = socket.socketpair()
        heard, said = socket.socketpair()
        folder = f"{self._base}/{os.urandom(4).hex()}"  # nothing to count the tests by
        os.mkdir(folder, 0o700)
        fork_server = os.getpid()
        pid = os.fork()
        if pid == 0:
            limits.be_read_by(judge)
            _become_worker(self._server, theirs, said.detach(), folder, fork_server)
        self._live[pid] = folder
        self._statuses.pop(pid, None)  # of an earlier worker that had the same number
        told = REPLY.pack(pid, len(folder.encode())) + folder.encode()
        with ours, theirs, heard, said:
            socket.send_fds(self._control, [told], [ours.fileno(), heard.fileno()])

    # The end of a worker

    def _end(self, pid: int) -> None:
        if pid in self._live or pid not in self._statuses:
            self._ended.add(pid)
            self._sweeping = True
            _kill_session(pid)
        self._reap()

    def _status(self, pid: int) -> int:
        """How a worker that closed its channel ended; STILL_ALIVE when it had to be killed."""
        deadline = time.monotonic() + 0.5  # seconds to end after it closed its channel
        while pid in self._live and time.monotonic() < deadline:
            self._reap()
            time.sleep(0.002)
        if pid in self._live:
            self._end(pid)
            return STILL_ALIVE
        return self._statuses.get(pid, STILL_ALIVE)

    def _settle(self) -> None:
        while self._ended & self._live.keys() or self._orphans():
            # Again, lest the wait below is for one that a kill missed.
            for pid in self._ended & self._live.keys():
                _kill_session(pid)
            self._reap(block=True)

    def _reap(self, block: bool = False) -> None:
        """Collect the dead, and kill orphans, which no live worker owns, until none is left."""
        flags = 0 if block else os.WNOHANG
        with contextlib.suppress(ChildProcessError):
            while True:
                # Before each wait: the death of a process makes orphans of its children.
                if self._sweeping:
                    orphans = self._orphans()
                    self._sweeping = bool(orphans)
                    for pid in orphans:
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(pid, signal.SIGKILL)
                pid, status = os.waitpid(-1, flags)
                flags = os.WNOHANG
                if pid == 0:
                    return
                self._ended.discard(pid)  # the kernel uses numbers again
                folder = self._live.pop(pid, None)
                if folder:
                    self._statuses[pid] = status
                    self._sweeping = True
                    # What is left of its group, which has the number until its last process ends.
                    with contextlib.suppress(ProcessLookupError, PermissionError):
                        os.killpg(pid, signal.SIGKILL)
                    _remove(folder)

    def _orphans(self) -> list[int]:
        """Children of the fork server that are not workers: a worker's orphans."""
        try:
            with open(f"/proc/self/task/{os.getpid()}/children") as file:
                children = [int(pid) for pid in file.read().split()]
        except OSError:
            return []
        return [pid for pid in children if pid not in self._live]


def _remove(folder: str) -> None:
    """Remove a folder with all that it holds."""
    left, moved = [folder], itertools.count()
    with contextlib.suppress(OSError):
        while left:
            top = left.pop()
            for entry in list(os.scandir(top)):
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)
                    continue
                # To the side of the first: a learner can nest more of them than a path can name.
                os.chmod(entry.path, 0o700)
                left.append(f"{folder}.{next(moved)}")
                os.rename(entry.path, left[-1])
            os.rmdir(top)


def _kill_session(pid: int) -> None:
    """Kill a worker and what runs in its process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    # By itself too: it may have left its group, or not made one yet.
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _become_worker(
    server: Server, channel: socket.socket, said: int, folder: str, fork_server: int
) -> None:  # pragma: no cover - tested end to end
    """In the forked child: a session, streams and limits of its own, then serve; never returns."""
    try:
        # First: a signal would write into the alarm, which is the fork server's pipe too.
        signal.set_wakeup_fd(-1)
        _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
        os.setsid()  # a group by which all that it starts can be killed
        limits.die_with_parent(fork_server)
        become_quiet(said)
        # All that the fork server has open, its channel to the judge above all, but for the
        # worker's own channel and the rules that it still has to put on.
        limits.close_all_but(channel.fileno(), *confine.READY)
        os.chdir(folder)
        limits.limit_resources()
        work(server, channel, folder)
    finally:
        os._exit(0)


def become_quiet(said: int) -> None:  # pragma: no cover - runs in a forked child, tested end to end
    """Nothing to read on standard input; both output streams go to the judge."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.close(nothing)
    os.close(said)


def open_streams() -> None:
    """Python's standard streams, again on their descriptors: UTF-8, written by the line."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open for life
    for name, fd in (("stdout", 1), ("stderr", 2)):
        stream = open(  # noqa: SIM115 - the same
            fd, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def work(server: Server, channel: socket.socket, folder: str) -> None:
    """Serve the judge over this channel until it is gone."""
    os.environ["TMPDIR"] = folder
    if hasattr(os, "register_at_fork"):
        # A child's copy would keep the channel open when the worker is gone.
        os.register_at_fork(after_in_child=channel.close)
    server.run(channel)


def main(
    controls: list[int], base: str, layers: list[str]
) -> None:  # pragma: no cover - runs in the fork servers' process, tested end to end
    """A fork server for each channel, forked from here; ends with the last of them."""
    # Before the forks: all of them, and their workers, inherit what is done once here.
    confine.inherit(base, layers)
    confine.get_ready(layers)
    for place, control in enumerate(controls):
        folder = os.path.join(base, str(place))
        os.mkdir(folder, 0o700)
        if os.fork():
            continue
        try:
            os.setsid()
            # The end of a channel is seen once nobody holds it: none may hold another's.
            for fd in controls:
                if fd != control:
                    os.close(fd)
            # No death signal here: who dies with the judge at once leaves the orphans behind.
            limits.adopt_orphans()
            ForkServerLoop(socket.socket(fileno=control), folder).run()
            _remove(folder)
        finally:
            os._exit(0)
    for control in controls:
        os.close(control)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    _remove(base)
    os._exit(0)  # the judge waits for that: no need to take the interpreter apart
