"""The judge beside a Dask worker: it has collected the run's tests, and does tasks as they come.

A process of its own, since pytest and the workers' fork servers have no place in a process that
serves a network; started anew, not forked, since that process has threads. It answers one message
for each that it gets, and ends with whoever started it.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from typing import NoReturn

from graders.authors.cluster.parcels import Found, Parcel, Run, pack, unpack
from graders.authors.cluster.turns import turn
from graders.commands import collect_seldom
from graders.judge import pool, session
from graders.judge.plan import Plan, Task
from graders.model import exercises, faults
from graders.model.report import TestResult
from graders.workers import boot

IDLE_SECONDS = 120.0
"""Without a task after which a judge leaves: who sent them may be gone, and what it judged goes
with it."""

NO_MORE = b""
"""In place of a task: the judge ends, and tidies up."""

NO_TESTS = "its tests could not be collected"
"""Why a task has no results that a judge was given."""


class Served:
    """The tasks that come through a channel, one at a time, each answered before the next."""

    def __init__(self, channel: Connection) -> None:
        self._channel = channel
        self._parcel: Parcel | None = None
        """What is being judged."""
        self.faults: list[str] = []
        """Of the graders, not told yet."""

    def tasks(self) -> Iterator[Task]:
        """Each task that comes; ends when nothing comes any more, or nothing can."""
        while self._channel.poll(IDLE_SECONDS):
            try:
                sent = self._channel.recv_bytes()
            except (EOFError, ConnectionError):
                return
            if sent == NO_MORE:
                return
            self._parcel = unpack(sent, Parcel)
            yield self._parcel.task
            if self._parcel is not None:  # no test of it was there
                self.faults.append(f"{self._parcel.task.exercise.name}: {NO_TESTS}")
                self._answer([])

    def turn(self, alone: bool) -> AbstractContextManager[None]:
        """This host, for as long as the task at hand takes."""
        return turn(alone or (self._parcel is not None and self._parcel.alone))

    def done(self, task: Task, found: list[TestResult]) -> None:
        """Send what the tests found."""
        self._answer(found)

    def _answer(self, tests: list[TestResult]) -> None:
        self._parcel = None
        self._channel.send_bytes(pack(Found(tests, tuple(self.faults))))
        self.faults.clear()


def serve(channel: Connection) -> None:
    """Do what comes through a channel: first the run, then its tasks.

    Raises:
        EOFError, ConnectionError: the other end is gone.
        BaseException: what broke the graders off.
    """
    run = unpack(channel.recv_bytes(), Run)
    plan = Plan(exercises.ROOT, run.exercises, None, confinement=run.confinement, explain=False)
    served = Served(channel)
    ended = session.serve(plan, served.tasks(), served.done, served.turn, served.faults)
    if ended.broken is not None:
        raise ended.broken


def main(handle: int) -> NoReturn:
    """Serve the channel of this handle until it is closed; never returns."""
    code = 1
    try:
        collect_seldom()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is for who started us
        boot.make_room()
        pool.die_with(socket.socket(fileno=os.dup(handle)))
        serve(Connection(handle))
        code = 0
    except (EOFError, ConnectionError):
        pass  # nobody wants the answer any more
    except BaseException as error:
        faults.told(error)  # the Dask worker sees only that its judge is gone
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(int(sys.argv[1]))
