"""What the tests of the graders share: a fork server, and executions on sources that a test writes down."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import pytest

from graders.authors import verify
from graders.authors.mutation import command as mutate
from graders.commands import grade
from graders.judge import pool
from graders.model import curves, exercises, figures, mistakes, order, speed, stubs
from graders.model.invocation import CALLED_AS
from graders.submissions import sources
from graders.tests.loading import module_at
from graders.tests.repositories import Repository
from graders.workers import allowance, execution
from graders.workers.execution import Execution, Limits
from graders.workers.inside import confine, kernel
from graders.workers.learner import LearnerModule
from graders.workers.spawners import ForkServer

os.environ.pop(CALLED_AS, None)  # however these tests were started: what they run was called by nobody


MEMORY_FOR_TWO = 1 << 30
"""Bytes: at 512 MiB the kernel ends one of two processes of pytest, or what it tests."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """One process where two have no room, as many as there are cores elsewhere."""
    return 1 if (allowance.memory_bytes() or MEMORY_FOR_TWO) < MEMORY_FOR_TWO else None


class MakesExecution(Protocol):
    """The factory that the fixture ``bench`` gives."""

    def __call__(self, source: str, name: str = "kata", test_file: Path | None = None, **options: Any) -> Execution:
        """An execution on this source, entered; options go to ``Execution`` (spawner=, seed=, rights=, ...)."""


@pytest.fixture(autouse=True)
def _readable() -> None:
    """What a test before this one hid of this very process, which stands for a worker in some: all but root miss it."""
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)


@pytest.fixture(scope="session")
def spawner() -> Iterator[ForkServer]:
    """One fork server for all tests."""
    fork_server = ForkServer()
    yield fork_server
    fork_server.close()


@pytest.fixture(scope="session")
def unlocked() -> Iterator[ForkServer]:
    """One fork server whose workers the kernel does not hold: the judge has to stand what they do then, too."""
    fork_server = ForkServer([layer for layer in confine.available() if layer not in confine.KERNEL])
    yield fork_server
    fork_server.close()


@pytest.fixture
def execute(tmp_path: Path, spawner: ForkServer) -> Iterator[MakesExecution]:
    """``execute(source)``: an execution on a module of this source, entered until the test is over."""
    entered: list[Execution] = []

    def make(source: str, name: str = "kata", test_file: Path | None = None, **options: Any) -> Execution:
        path = tmp_path / f"{name}.py"
        path.write_text(textwrap.dedent(source), encoding="utf-8")
        usual = {"spawner": spawner, "seed": 1, "limits": Limits(slowness=speed.slowness())}
        settings: dict[str, Any] = {**usual, **options}
        made = Execution(sources.read(path, name), path.name, test_file or tmp_path / f"test_{name}.py", **settings)
        execution.enter(made)
        entered.append(made)
        return made

    yield make
    for _ in entered:
        execution.leave()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A repository of its own that the graders take for theirs; what it imported is forgotten after the test."""
    root = tmp_path / "repository"
    root.mkdir()
    made = Repository(root)
    for module in (exercises, grade, verify, mutate):
        monkeypatch.setattr(module, "ROOT", root)
    recorded = (
        (stubs, stubs.stubs),
        (mistakes, mistakes.mistakes),
        (order, order.orders),
        (curves, curves.curves),
        (figures, figures.figures),
    )
    for module, read in recorded:
        kept = tmp_path / f"{read.__name__}.json"
        kept.write_text("{}", encoding="utf-8")
        monkeypatch.setattr(module, "FILE", kept)
        read.cache_clear()
    monkeypatch.setattr(pool, "cores", lambda: 1)  # what happens in forks has tests of its own
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.chdir(root)
    before = set(sys.modules)
    yield made
    for _, read in recorded:
        read.cache_clear()
    for name in set(sys.modules) - before:
        if isinstance(sys.modules[name], LearnerModule) or str(root) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture(scope="session")
def noxfile() -> ModuleType:
    """The noxfile as a module: loaded once, since nox takes each session once."""
    pytest.importorskip("nox")
    before = dict(os.environ)
    try:
        return module_at(exercises.ROOT / "noxfile.py", "noxfile")
    finally:
        os.environ.update(before)  # it drops what it does not obey
