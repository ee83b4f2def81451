from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from graders.bounds.calls import counted
from graders.bounds.concurrency import concurrently, result_of
from graders.bounds.in_flight import overlapping
from graders.bounds.laziness import drain, stream, tripwire
from graders.bounds.lifetime import lives
from graders.bounds.memory import memory_ceiling
from graders.bounds.parallel import parallel_work
from graders.model.report import Over
from graders.submissions import sources
from graders.tests.learners import learner
from graders.workers import execution
from graders.workers.inline import InlineExecution
from graders.workers.learner import LearnerModule
from graders.workers.probes import probe
from graders.workers.spawners import ForkServer

HERE = Path(__file__)


@probe
class Tile:
    """A tile of a map."""

    limit = 4

    def __init__(self, number):  # type: ignore[no-untyped-def]
        self.number = number


@probe
def square(item):  # type: ignore[no-untyped-def]
    """Some work on one item."""
    return item * item


SOURCE = """
import os
def pid(): return os.getpid()
def same(item): return item
def best(hits, *, score): return max(hits, key=score)
def doubled(items):
    for item in items: yield 2 * item
async def fetch(number): return number + 1
class Till:
    sold = 0
def apply(function, item): return function(item)
def fails(): raise ValueError("no such seat")
"""


@contextlib.contextmanager
def entered(path: Path, spawner: ForkServer, rights: Sequence[str] = ()) -> Iterator[InlineExecution]:
    running = InlineExecution(sources.read(path, "kata"), "kata.py", HERE, spawner, 1, rights)
    execution.enter(running)
    try:
        yield running
    finally:
        execution.leave()


@pytest.fixture
def inline(tmp_path: Path, spawner: ForkServer) -> Iterator[InlineExecution]:
    path = tmp_path / "kata.py"
    path.write_text(SOURCE)
    with entered(path, spawner) as running:
        yield running


@pytest.mark.usefixtures("inline")
def test_the_learners_code_runs_in_this_process() -> None:
    import os

    assert learner("pid")() == os.getpid()


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize("value", [(), ("g", "same"), ("p", "square"), ("g",), [1], None, "text"])
def test_values_are_handed_over_as_they_are(value: Any) -> None:
    assert learner("same")(value) is value


@pytest.mark.usefixtures("inline")
def test_names_and_probes_stand_for_what_they_name() -> None:
    assert learner("apply")(learner("same"), 3) == 3
    assert learner("apply")(square, 3) == 9
    assert learner("Till").sold == 0
    assert Tile(5).number == 5  # type: ignore[no-untyped-call]
    assert Tile.limit == 4


@pytest.mark.usefixtures("inline")
def test_exceptions_come_through() -> None:
    with pytest.raises(ValueError, match="no such seat"):
        learner("fails")()


@pytest.mark.usefixtures("inline")
def test_every_bound_measures_here_too() -> None:
    score = counted(lambda hit: -hit)
    assert learner("best")([3, 1], score=score) == 1
    assert score.calls == 2
    source = tripwire([1, 2, 3])
    assert next(learner("doubled")(source)) == 2
    assert source.pulled == 1
    assert drain(learner("doubled")(stream(range(9))), at=[8]).items == {8: 16}
    assert result_of(learner("fetch")(1)) == 2
    assert concurrently(lambda: learner("same")(1), lambda: learner("same")(2)) == [1, 2]


@pytest.mark.usefixtures("inline")
def test_memory_and_lives_are_measured_here_too() -> None:
    with memory_ceiling("512 MiB") as ceiling:
        learner("same")(1)
    assert ceiling.measured >= 0
    with lives(Tile) as tiles:
        learner("apply")(Tile, 1)
    assert tiles.alive == 0


@pytest.mark.usefixtures("inline")
def test_calls_in_flight_do_not_wait_for_this_process_to_sleep() -> None:
    fetch = overlapping(lambda url: url)
    assert learner("apply")(fetch, "a") == "a"
    assert fetch.high == 1


def test_a_unit_of_work_runs_here_and_leaves_nothing_behind(
    tmp_path: Path, spawner: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = tmp_path / "kata.py"
    path.write_text(SOURCE)
    before = (list(sys.path), set(tmp_path.glob("katas-*")), dict(sys.modules))
    with (
        entered(path, spawner, ["processes"]),
        pytest.raises(Over, match="done in the calling process: 1"),
        parallel_work(square, workers=2) as work,
    ):
        assert learner("apply")(work.fn, 3) == 9
    assert before[:2] == (sys.path, set(tmp_path.glob("katas-*")))
    assert not {"unit", "probes", "kata"} & (sys.modules.keys() - before[2].keys())


def test_what_a_stub_was_imported_as_is_back_after_the_test(
    tmp_path: Path, spawner: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = LearnerModule("kata")
    monkeypatch.setitem(sys.modules, "kata", proxy)
    path = tmp_path / "kata.py"
    path.write_text(SOURCE)
    with entered(path, spawner):
        learner("same")(1)
        assert sys.modules["kata"] is not proxy
    assert sys.modules["kata"] is proxy


def test_it_prints_to_the_terminal_and_leaves_no_processes_to_end(inline: InlineExecution) -> None:
    learner("same")(1)
    assert (inline.output, inline.leftovers(), inline.todo) == ("", [], None)


def test_a_bench_without_a_worker_has_nothing_to_end(spawner: ForkServer, tmp_path: Path) -> None:
    path = tmp_path / "kata.py"
    path.write_text(SOURCE)
    running = InlineExecution(sources.read(path, "kata"), "kata.py", HERE, spawner, 1)
    running.close()
    assert running._worker is None


def test_what_is_written_beside_the_code_is_gone_afterwards(tmp_path: Path, spawner: ForkServer) -> None:
    path = tmp_path / "kata.py"
    path.write_text("def write():\n    with open('disk.img', 'w') as file:\n        file.write('x' * 9)\n")
    before = Path.cwd()
    left = sorted(before.iterdir())
    with entered(path, spawner) as running:
        learner("write")()
        folder = Path.cwd()
        assert folder != before
        assert (folder / "disk.img").read_text() == "x" * 9
        assert running.worker.folder == folder
    assert Path.cwd() == before
    assert sorted(before.iterdir()) == left
    assert not folder.exists()
