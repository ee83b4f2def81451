from __future__ import annotations

import fcntl
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graders.judge import turns
from graders.judge.turns import turn

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no two judges there")

WAIT_SECONDS = 60.0
"""For what is going to happen; what must not happen is looked for in an order of events, not in a time."""

FORKED = multiprocessing.get_context("fork") if sys.platform != "win32" else multiprocessing.get_context()


class Table:
    """A machine whose turns are taken by forks, which write down what they do."""

    def __init__(self, log: Path) -> None:
        self.file = turns.nameless()
        self._log = log
        log.touch()

    def told(self, what: str) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(what + "\n")

    @property
    def order(self) -> list[str]:
        return self._log.read_text(encoding="utf-8").splitlines()

    @contextmanager
    def holding(self, alone: bool, name: str) -> Iterator[Holder]:
        """Somebody of this name, who has or awaits a turn."""
        made = Holder(self, alone, name)
        try:
            yield made
        finally:
            made.end()


class Holder:
    """A process that has or awaits a turn."""

    def __init__(self, table: Table, alone: bool, name: str) -> None:
        self.has, self._enough = FORKED.Event(), FORKED.Event()

        def hold() -> None:
            with turn(table.file, alone):
                table.told(name)
                self.has.set()
                self._enough.wait(WAIT_SECONDS)
                table.told(f"{name} ends")

        self._process = FORKED.Process(target=hold)
        self._process.start()

    def end(self) -> None:
        self._enough.set()
        self._process.join(WAIT_SECONDS)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    made = Table(tmp_path / "log")
    with made.file:
        yield made


def test_those_who_share_the_machine_have_it_at_once(table: Table) -> None:
    with table.holding(False, "a") as a, table.holding(False, "b") as b:
        assert a.has.wait(WAIT_SECONDS)
        assert b.has.wait(WAIT_SECONDS)
    assert sorted(table.order[:2]) == ["a", "b"]


@pytest.mark.parametrize("first", [False, True])
def test_who_needs_the_machine_waits_for_all_and_has_it_alone(table: Table, first: bool) -> None:
    with table.holding(first, "first") as a:
        assert a.has.wait(WAIT_SECONDS)
        with table.holding(True, "alone") as alone:
            assert table.order == ["first"]
            a.end()
            assert alone.has.wait(WAIT_SECONDS)
    assert table.order == ["first", "first ends", "alone", "alone ends"]


def test_who_waits_for_the_machine_is_not_passed_by(table: Table) -> None:
    with table.holding(False, "first") as a:
        assert a.has.wait(WAIT_SECONDS)
        with table.holding(True, "alone") as alone:
            while not held(table, turns.DOOR):
                pass
            with table.holding(False, "late") as late:
                a.end()
                assert alone.has.wait(WAIT_SECONDS)
                alone.end()
                assert late.has.wait(WAIT_SECONDS)
    assert table.order == ["first", "first ends", "alone", "alone ends", "late", "late ends"]


def held(table: Table, byte: int) -> bool:
    """True while another process has the lock of this byte, as who takes it alone does."""
    try:
        fcntl.lockf(table.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
    except OSError:
        return True
    fcntl.lockf(table.file, fcntl.LOCK_UN, 1, byte)
    return False


def test_the_turn_of_a_process_that_is_killed_is_free(table: Table) -> None:
    def die() -> None:
        with turn(table.file, True):
            os.kill(os.getpid(), signal.SIGKILL)

    process = FORKED.Process(target=die)
    process.start()
    process.join(WAIT_SECONDS)
    assert process.exitcode == -signal.SIGKILL
    with turn(table.file, True):
        assert table.order == []


def test_a_turn_is_given_back_when_the_block_fails(table: Table) -> None:
    with pytest.raises(ZeroDivisionError), turn(table.file, True):
        _ = 1 // 0
    with table.holding(True, "next") as other:
        assert other.has.wait(WAIT_SECONDS)


def test_where_no_memory_has_a_name_it_is_a_file_without_one(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "memfd_create", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with turns.nameless() as made, turn(made, True):
        assert [path.name for path in tmp_path.iterdir()] == ["log"]
