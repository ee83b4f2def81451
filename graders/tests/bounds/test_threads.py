from __future__ import annotations

import pytest

from graders.bounds import threads
from graders.bounds.threads import no_threads_left
from graders.model.report import Over
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured
from graders.workers import processes

COUNTER = """
import threading
done = threading.Event()
def start(name, *, join):
    thread = threading.Thread(target=done.wait, daemon=True, name=name)
    thread.start()
    if join:
        done.set()
        thread.join()
"""


def test_a_thread_that_was_joined_is_gone(execute: MakesExecution) -> None:
    execute(COUNTER, rights=["threads"])
    learner("start")("feed", join=True)
    no_threads_left()
    assert measured() == [("threads left running", 0, 0), ("threads left running, seen from outside", 0, 0)]


def test_a_thread_that_still_runs_is_named(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "GRACE_SECONDS", 0.03)
    execute(COUNTER, rights=["threads"])
    learner("start")("feed", join=False)
    learner("start")("log", join=False)
    with pytest.raises(Over, match="^threads left running: 2, at most 0 allowed$") as caught:
        no_threads_left()
    assert caught.value.detail == "Still running: feed, log"


def test_where_no_kernel_tells_the_test_is_by_the_workers_word(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = execute("pass")
    no_threads_left()
    assert not running.by_word
    monkeypatch.setattr(processes, "watched", lambda: False)
    no_threads_left()
    assert list(running.by_word) == ["this system does not tell how many threads a process has"]
