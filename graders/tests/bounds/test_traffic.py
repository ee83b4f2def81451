from __future__ import annotations

from pathlib import Path

import pytest

from graders.bounds.traffic import traffic
from graders.model.report import Unsure
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import processes
from graders.workers.probes import probe
from graders.workers.processes import Written

HERE = Path(__file__)

POOLED = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
def send(items, work, size=1):
    context = multiprocessing.get_context("METHOD")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        return sum(len(text) for text in pool.map(work, items, chunksize=size))
"""


@probe
def shout(word):  # type: ignore[no-untyped-def]
    """Hardly any work."""
    return word.upper()


def moved(execute: MakesExecution, source: str, *arguments: object) -> traffic:
    """What the learner's code has moved between processes."""
    execute(source, test_file=HERE, rights=["processes"], counts_traffic=True)
    learner("send")  # the worker is there
    with traffic() as seen:
        learner("send")(*arguments)
    return seen


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_bytes_are_counted_both_ways(execute: MakesExecution, method: str) -> None:
    seen = moved(execute, POOLED.replace("METHOD", method), ["x" * 50_000, "y" * 50_000], shout)
    assert 200_000 < seen.bytes < 240_000


def test_a_message_for_every_task_is_more_than_one_for_a_chunk(execute: MakesExecution) -> None:
    source = POOLED.replace("METHOD", "fork")
    each, chunked = (moved(execute, source, ["word"] * 400, shout, size).messages for size in (1, 100))
    assert each > 800
    assert chunked < 60


def test_what_goes_to_the_judge_is_no_traffic(execute: MakesExecution) -> None:
    seen = moved(execute, "def send(items): return ['x' * 100_000] * len(items)", [1, 2, 3])
    assert (seen.bytes, seen.messages) == (0, 0)


def test_bytes_of_children_that_nobody_waits_for_are_seen(execute: MakesExecution) -> None:
    source = """
import os, signal, time
def send(size):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    come, go = os.pipe()
    if os.fork() == 0:
        os.write(go, b"x" * size)
        time.sleep(0.2)
        os._exit(0)
    got = len(os.read(come, size))
    time.sleep(0.4)
    return got
"""
    assert moved(execute, source, 50_000).bytes >= 50_000


def test_it_cannot_tell_where_nobody_counts(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    execute("def send(): pass")
    learner("send")()
    monkeypatch.setattr(processes, "written", lambda pid: None)
    with pytest.raises(Unsure, match="does not count"), traffic():
        pass


def test_writing_adds_up() -> None:
    assert Written(1, 2) + Written(3, 4) == Written(4, 6)
