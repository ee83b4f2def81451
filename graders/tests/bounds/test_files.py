from __future__ import annotations

from pathlib import Path

import pytest

from graders.bounds import files
from graders.bounds.files import files_in, open_files
from graders.model.report import Crashed, Unsure
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import processes

KEEPER = """
import os
kept = []
def keep(count):
    kept.extend(open(os.devnull) for _ in range(count))
def drop(): kept.clear()
def leave():
    os.makedirs("parts/inner/folder")
    open("parts/inner/one", "w").close()
    os.symlink("/", "parts/root")
def link(): os.symlink("/", "linked")
def nest(depth):
    home = os.getcwd()
    os.mkdir("deep"); os.chdir("deep")
    for _ in range(depth):
        os.mkdir("x" * 100); os.chdir("x" * 100)
    os.chdir(home)
def lie():
    import builtins
    os.scandir = os.listdir = os.walk = lambda *_: []
    os.fstat = builtins.open = None
"""


def test_descriptors_are_counted_by_the_kernel_whatever_the_learner_says(execute: MakesExecution) -> None:
    execute(KEEPER)
    before = open_files()
    learner("lie")()
    assert open_files() == before
    execute(KEEPER)
    before = open_files()
    learner("keep")(5)
    assert open_files() - before == 5
    learner("drop")()
    assert open_files() == before


def test_files_and_folders_are_counted_and_no_link_is_followed(execute: MakesExecution) -> None:
    execute(KEEPER, rights=["files"])
    with pytest.raises(AssertionError, match="the folder parts is gone"):
        files_in("parts")
    learner("leave")()
    assert files_in("parts") == 4
    learner("link")()
    assert files_in("linked") == 1


def test_folders_nested_beyond_every_path_cost_nothing(execute: MakesExecution) -> None:
    execute(KEEPER, rights=["files"])
    learner("nest")(60)
    assert 20 < files_in("deep") <= 60


def test_more_files_than_are_counted_are_as_many(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_COUNTED_FILES", 2)
    execute(KEEPER, rights=["files"])
    learner("leave")()
    assert files_in("parts") == 2


def test_a_system_that_does_not_tell_is_unsure(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    execute(KEEPER)
    monkeypatch.setattr(processes, "descriptors", lambda _: None)
    with pytest.raises(Unsure):
        open_files()


def test_nobody_has_descriptors_who_is_gone() -> None:
    assert processes.descriptors(1 << 22) is None
    assert Path("/proc/self/fd").is_dir()


def test_who_hides_its_descriptors_is_not_excused(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    running, descriptors = execute(KEEPER), processes.descriptors
    pid = running.worker.pid
    monkeypatch.setattr(processes, "descriptors", lambda each: None if each == pid else descriptors(each))
    with pytest.raises(Crashed, match="kept the open files from the grader"):
        open_files()
