from __future__ import annotations

import pytest

from graders.bounds.resident import resident_ceiling
from graders.model.report import Crashed, Over, Unsure
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured
from graders.workers import processes

HERE_AND_NOW = "def build(size): return len(bytearray(b'x') * size)"
ELSEWHERE = """
import os
def build(size):
    child = os.fork()
    if child == 0:
        made = bytearray(b'x') * size
        os._exit(0)
    os.waitpid(child, 0)
    return size
"""
SIZE = 60 << 20


def test_what_another_process_needs_is_not_counted(execute: MakesExecution) -> None:
    execute(ELSEWHERE, rights=["processes"], weighs=True)
    with resident_ceiling("20 MiB"):
        learner("build")(SIZE)
    assert measured()[0][1] < 10 << 20


def test_what_was_given_back_counts_too(execute: MakesExecution) -> None:
    execute(HERE_AND_NOW, weighs=True)
    with pytest.raises(Over, match="growth of this process's peak memory: (59|60)"), resident_ceiling("20 MiB"):
        learner("build")(SIZE)


def test_an_error_in_the_block_is_not_judged(execute: MakesExecution) -> None:
    execute("def build(size): raise LookupError", weighs=True)
    with pytest.raises(LookupError), resident_ceiling("1 KiB"):
        learner("build")(1)
    assert measured() == []


def test_it_cannot_tell_where_the_peak_is_unknown(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    execute(HERE_AND_NOW, weighs=True)
    monkeypatch.setattr(processes, "reset_peak", lambda pid: False)
    with pytest.raises(Unsure, match="highest memory"), resident_ceiling("1 KiB"):
        pass


def test_who_hides_its_peak_is_not_excused(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    running = execute(HERE_AND_NOW, weighs=True)
    pid = running.worker.pid
    monkeypatch.setattr(processes, "reset_peak", lambda each: each != pid)
    with pytest.raises(Crashed, match="kept the highest memory from the grader"), resident_ceiling("1 KiB"):
        pass
