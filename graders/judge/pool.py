"""Several judges side by side: forks of one pytest session that has collected.

Each takes a job when it is free. What a job costs is mostly the learner's process and the judge in
turns, so two judges keep two cores busy. The parent only hands out and collects; a judge that is
killed loses its job and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import select
import selectors
import signal
import socket
import struct
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import NoReturn

from graders.model import faults
from graders.workers import control_groups

Work = Callable[[int], bytes]
"""Does the job of this number, in a judge, and returns what the parent shall know."""

_NUMBER = struct.Struct("!I")

_NO_MORE = 2**32 - 1
"""Stands for a job's number: there are no more."""


def cores() -> int:
    """How many judges pay off here; 1 where judges cannot be forked.

    By the quota of the control group, by the cores that this process may use, by those there are.
    """
    if sys.platform != "linux":
        return 1
    usable, quota = len(os.sched_getaffinity(0)), control_groups.cores()
    return usable if quota is None else max(1, min(usable, int(quota)))


class Judge:
    """One fork, as the parent sees it."""

    def __init__(self, pid: int, channel: socket.socket) -> None:
        self.pid = pid
        self.channel = channel
        self.job: int | None = None
        """The number of what it works on."""
        self.alive = True

    def start(self, job: int) -> None:
        """Give it a job; that it is dead shows when the answer is read."""
        self.job = job
        with contextlib.suppress(OSError):
            self.channel.sendall(_NUMBER.pack(job))

    def answer(self) -> bytes | None:
        """What it made of its job; None if it died on it."""
        with contextlib.suppress(OSError):
            header = self.channel.recv(_NUMBER.size, socket.MSG_WAITALL)
            if len(header) == _NUMBER.size:
                (length,) = _NUMBER.unpack(header)
                body = self.channel.recv(length, socket.MSG_WAITALL) if length else b""
                return body if len(body) == length else None
        self.alive = False
        return None

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.channel.close()
        os.waitpid(self.pid, 0)


def side_by_side(
    count: int,
    jobs: int,
    work: Callable[[int], Work],
    end: Callable[[], None],
    forked: Callable[[], object] = lambda: None,
) -> Iterator[tuple[int, bytes | None]]:
    """The number of each job with its answer, as they are done; None where the judge died.

    ``work`` is called in each judge with the judge's number and returns what does the jobs; ``end``
    is called in it when there are no more. ``forked`` is called here, once there are all of them. A
    single judge is this process.
    """
    if count == 1:
        do = work(0)
        forked()
        yield from ((number, do(number)) for number in range(jobs))
        return
    judges: list[Judge] = []
    try:
        for number in range(count):
            judges.append(_forked(number, judges, work, end))
        forked()
        yield from _rounds(judges, jobs)
        for judge in judges:
            judge.start(_NO_MORE)
        for judge in judges:
            judge.answer()  # it has tidied up and is gone
    finally:
        for judge in judges:
            judge.close()


def _rounds(judges: list[Judge], jobs: int) -> Iterator[tuple[int, bytes | None]]:
    """Each job, done by the first of the judges that is free."""
    waiting = list(reversed(range(jobs)))
    with selectors.DefaultSelector() as selector:
        for judge in judges[:jobs]:
            judge.start(waiting.pop())
            selector.register(judge.channel, selectors.EVENT_READ, judge)
        while selector.get_map():
            for key, _ in selector.select():
                judge = key.data
                done, answer = judge.job, judge.answer()
                if judge.alive and waiting:
                    judge.start(waiting.pop())
                else:
                    selector.unregister(judge.channel)
                yield done, answer
    yield from ((number, None) for number in reversed(waiting))  # nobody is left to do them


def _forked(
    number: int, others: list[Judge], work: Callable[[int], Work], end: Callable[[], None]
) -> Judge:
    ours, theirs = socket.socketpair()
    with warnings.catch_warnings():
        # Python warns of a progress bar's thread, which may hold a lock: a judge draws nothing.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if not pid:
        # A judge that kept these open would keep the others from seeing that the parent is gone.
        for each in (ours, *(judge.channel for judge in others)):
            each.close()
        _serve(theirs, number, work, end)
    theirs.close()
    return Judge(pid, ours)


def _serve(
    channel: socket.socket, number: int, work: Callable[[int], Work], end: Callable[[], None]
) -> NoReturn:
    """Do jobs until there are no more; never returns into the parent's code."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
        die_with(channel)
        do = work(number)
        while len(data := channel.recv(_NUMBER.size, socket.MSG_WAITALL)) == _NUMBER.size:
            (job,) = _NUMBER.unpack(data)
            if job == _NO_MORE:
                end()
                code = 0
                break
            answer = do(job)
            channel.sendall(_NUMBER.pack(len(answer)) + answer)
    except ConnectionError:
        pass  # the parent has closed its end
    except BaseException as error:
        faults.told(error)  # the parent sees only that the job is lost
    finally:
        os._exit(code)


def die_with(channel: socket.socket) -> None:
    """Leave as soon as the other end is closed, even in a job: nobody wants the answer.

    By a thread: Python runs a signal's handler between two steps only, so one whose signal comes
    just before a long wait begins would run after it.
    """

    def leave() -> None:
        other_end = select.poll()
        other_end.register(channel, 0)  # only that it is closed: jobs are not this thread's
        other_end.poll()
        os._exit(1)

    threading.Thread(target=leave, name="the other end", daemon=True).start()
