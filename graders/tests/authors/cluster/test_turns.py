from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graders.authors.cluster import turns
from graders.authors.cluster.turns import turn
from graders.model import exercises
from graders.tests.end_to_end.checkout import done, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Dask worker judges there")

WAIT_SECONDS = 60.0
"""For what is going to happen; what must not happen is looked for in an order of events, not in a time."""


class Holder:
    """Somebody who has or awaits a turn, in a thread."""

    def __init__(self, alone: bool, where: Path, order: list[str], name: str) -> None:
        self.has, self._enough = threading.Event(), threading.Event()

        def hold() -> None:
            with turn(alone, where):
                order.append(name)
                self.has.set()
                self._enough.wait(WAIT_SECONDS)
                order.append(f"{name} ends")

        self._thread = threading.Thread(target=hold)
        self._thread.start()

    def end(self) -> None:
        self._enough.set()
        self._thread.join(WAIT_SECONDS)


@contextmanager
def holding(alone: bool, where: Path, order: list[str], name: str) -> Iterator[Holder]:
    made = Holder(alone, where, order, name)
    try:
        yield made
    finally:
        made.end()


def test_those_who_share_the_machine_have_it_at_once(tmp_path: Path) -> None:
    order: list[str] = []
    with holding(False, tmp_path, order, "a") as a, holding(False, tmp_path, order, "b") as b:
        assert a.has.wait(WAIT_SECONDS)
        assert b.has.wait(WAIT_SECONDS)
    assert sorted(order[:2]) == ["a", "b"]


@pytest.mark.parametrize("first", [False, True])
def test_who_needs_the_machine_waits_for_all_and_has_it_alone(tmp_path: Path, first: bool) -> None:
    order: list[str] = []
    with holding(first, tmp_path, order, "first") as a:
        assert a.has.wait(WAIT_SECONDS)
        with holding(True, tmp_path, order, "alone") as alone:
            assert order == ["first"]
            a.end()
            assert alone.has.wait(WAIT_SECONDS)
    assert order == ["first", "first ends", "alone", "alone ends"]


def test_who_waits_for_the_machine_is_not_passed_by(tmp_path: Path) -> None:
    order: list[str] = []
    with holding(False, tmp_path, order, "first") as a:
        assert a.has.wait(WAIT_SECONDS)
        with holding(True, tmp_path, order, "alone") as alone:
            while not_at_the_door(tmp_path):
                pass
            with holding(False, tmp_path, order, "late") as late:
                a.end()
                assert alone.has.wait(WAIT_SECONDS)
                alone.end()
                assert late.has.wait(WAIT_SECONDS)
    assert order == ["first", "first ends", "alone", "alone ends", "late", "late ends"]


def not_at_the_door(where: Path) -> bool:
    """True until somebody holds the door."""
    import fcntl

    with (where / "door").open("ab") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def test_the_turn_of_a_process_that_is_killed_is_free(tmp_path: Path) -> None:
    program = (
        "import os, signal; from pathlib import Path; from graders.authors.cluster.turns import turn\n"
        f"with turn(True, Path({str(tmp_path)!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = done(started([sys.executable, "-c", program], exercises.ROOT))
    assert ended.returncode == -9, ended.stderr
    with turn(True, tmp_path):
        pass


def test_turns_are_a_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = turns.folder()
    assert made.stat().st_mode & 0o777 == 0o700
    assert turns.folder() == made
    made.rmdir()
    made.symlink_to(tmp_path)
    with pytest.raises(PermissionError, match="is not this user's"):
        turns.folder()
