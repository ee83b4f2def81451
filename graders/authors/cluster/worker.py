"""What a Dask worker is asked to do; each of these functions is called there by ``client``.

A Dask worker keeps one judge a run in a child process, ready between tasks. Learners' code runs in
that judge's locked workers, as on one machine, never here.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from multiprocessing import Pipe
from typing import TYPE_CHECKING

from graders.authors.cluster.judge import NO_MORE
from graders.authors.cluster.parcels import Parcel, Run, here, pack, unpack
from graders.model import exercises

if TYPE_CHECKING:
    from distributed import Worker

JUDGE = (sys.executable, "-m", "graders.authors.cluster.judge")

NOT_FOR_JUDGES = ("PYTHON", "DASK", "MALLOC_", "OMP_", "MKL_", "OPENBLAS_")
"""How variables begin that no judge gets: Dask sets some, and they change what is measured."""

LEAVE_SECONDS = 5.0
"""For a judge to tidy up."""

GONE = b""
"""In place of what became of a task: its judge left in the middle of it."""


class WarmJudge:
    """The judge of a run, in a process that has collected."""

    def __init__(self, run: bytes) -> None:
        self._channel, theirs = Pipe()
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(NOT_FOR_JUDGES)
        }
        with theirs:
            handle = theirs.fileno()
            self._process = subprocess.Popen(
                [*JUDGE, str(handle)],
                pass_fds=[handle],
                cwd=exercises.ROOT,
                env=kept,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self._channel.send_bytes(run)

    @property
    def left(self) -> bool:
        """True where it has nothing more to say, such as after a long wait."""
        return self._process.poll() is not None

    def answer(self, parcel: bytes) -> bytes:
        """What becomes of a task.

        Raises:
            EOFError, OSError: the judge has left.
        """
        self._channel.send_bytes(parcel)
        return self._channel.recv_bytes()

    def close(self) -> None:
        """Let it end and tidy up; it has no task."""
        with contextlib.suppress(OSError):
            self._channel.send_bytes(NO_MORE)
        try:
            self._process.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it, with all that it started, in the middle of a task too."""
        # Not by closing the channel: another thread may wait there for an answer.
        self._process.kill()
        self._process.wait()


class Judging:
    """The runs that this Dask worker judges for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        """One task at a time, whatever number of threads the Dask worker has."""
        self._runs: dict[str, bytes] = {}
        self._judges: dict[str, WarmJudge] = {}

    def begin(self, run: bytes) -> str:
        """Judge for this run, too; returns its name."""
        name = unpack(run, Run).name
        self._runs[name] = run
        return name

    def answer(self, parcel: bytes) -> bytes:
        """What becomes of a task, or ``GONE``."""
        name = unpack(parcel, Parcel).run
        with self._lock:
            judge = self._judges.get(name)
            if judge is None or judge.left:
                if name not in self._runs:
                    return GONE  # the run has ended meanwhile
                judge = self._judges[name] = WarmJudge(self._runs[name])
            try:
                return judge.answer(parcel)
            except (EOFError, OSError):
                judge.kill()
                self._judges.pop(name, None)
                return GONE

    def end(self, name: str) -> None:
        """Nothing of this run stays here: neither its answers nor what became of them."""
        self._runs.pop(name, None)
        judge = self._judges.pop(name, None)
        if judge is not None and self._lock.acquire(blocking=False):
            judge.close()
            self._lock.release()
        elif judge is not None:
            judge.kill()


JUDGING = Judging()
"""That of this Dask worker."""


def introduce(run: bytes) -> bytes:
    """What this host says of itself."""
    return pack(here(unpack(run, Run)))


async def begin(run: bytes, dask_worker: Worker) -> None:
    """Judge for this run: offer one unit of the resource that its tasks need."""
    await dask_worker.set_resources(**{JUDGING.begin(run): 1})


async def end(name: str, dask_worker: Worker) -> None:
    """Judge no more for this run."""
    JUDGING.end(name)
    await dask_worker.set_resources(**{name: 0})


def answer(parcel: bytes) -> tuple[str, bytes]:
    """The address of this Dask worker, and what becomes of a task, or ``GONE``."""
    from distributed import get_worker

    return get_worker().address, JUDGING.answer(parcel)
