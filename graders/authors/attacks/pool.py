"""Several attacks at a time, each in a process that takes care of what the attack leaves."""

from __future__ import annotations

import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from graders.authors.attacks import orphans
from graders.authors.attacks.judgement import Judgement
from graders.authors.attacks.suite import Attack
from graders.workers import processes

Work = Callable[[Attack], Judgement]

_TIDYING_SECONDS = 10.0
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Runner:
    """A process that tries one attack."""

    attack: Attack
    process: ForkProcess
    answer: Connection
    deadline: float

    def judgement(self) -> Judgement:
        """What it found; that it died is harm: something below it can end what it must not."""
        try:
            found: Judgement = self.answer.recv()
        except (EOFError, OSError):
            return Judgement(harmed=["the process that watched the attack was killed or hung"])
        return found


class Pool:
    """Tries attacks, a number of them at a time."""

    def __init__(self, work: Work, patience: Callable[[Attack], float]) -> None:
        self._work = work
        self._patience = patience
        self._running: dict[Connection, Runner] = {}
        self._known = frozenset(processes.children(os.getpid()))
        orphans.adopt()

    def judgements(
        self, attacks: list[Attack], jobs: int
    ) -> Generator[tuple[Attack, Judgement], None, None]:
        """Each attack with what came of it, in the order in which they are done."""
        waiting = list(reversed(attacks))
        try:
            while waiting or self._running:
                while waiting and len(self._running) < jobs:
                    self._start(waiting.pop())
                for runner in self._done():
                    yield runner.attack, self._ended(runner)
        finally:
            for runner in list(self._running.values()):
                self._ended(runner, at_once=True)

    def _start(self, attack: Attack) -> None:
        answer, ours = _FORK.Pipe(duplex=False)
        process = _FORK.Process(target=_run, args=(self._work, attack, ours))
        process.start()
        ours.close()
        deadline = time.monotonic() + self._patience(attack)
        self._running[answer] = Runner(attack, process, answer, deadline)

    def _done(self) -> list[Runner]:
        """The runners that have answered, died, or taken too long, as soon as there is one."""
        nearest = min(runner.deadline for runner in self._running.values())
        ready = wait(list(self._running), max(0.0, nearest - time.monotonic()))
        late = time.monotonic()
        return [
            runner
            for answer, runner in self._running.items()
            if answer in ready or runner.deadline <= late
        ]

    def _ended(self, runner: Runner, at_once: bool = False) -> Judgement:
        if at_once:
            runner.process.terminate()  # it tidies up
            runner.process.join(_TIDYING_SECONDS)
        # It took too long: nobody reads from a process that may never write.
        if at_once or not runner.answer.poll():
            runner.process.kill()
        judgement = Judgement() if at_once else runner.judgement()
        del self._running[runner.answer]
        runner.answer.close()
        runner.process.join()
        runner.process.close()
        orphans.end_all(self._known | {each.process.pid or 0 for each in self._running.values()})
        return judgement


def _run(work: Work, attack: Attack, answer: Connection) -> None:
    """The runner's life."""
    # In a session of its own Ctrl-C does not reach it, only the pool, which then ends it.
    with suppress(OSError):
        os.setsid()
    orphans.adopt()
    orphans.leave_with_parent()
    try:
        with orphans.tidy_end():
            judgement = work(attack)
    except Exception:
        judgement = Judgement(harmed=[f"the runner failed: {traceback.format_exc(limit=-2)}"])
    answer.send(judgement)
