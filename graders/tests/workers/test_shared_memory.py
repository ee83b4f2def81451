from __future__ import annotations

import contextlib
import importlib
import mmap
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.tests.children import needs_shared_memory
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import shared_memory
from graders.workers.shared_memory import Segments
from graders.workers.spawners import ForkServer

fcntl = pytest.importorskip("fcntl")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="shared memory lies in a folder on Linux only")


HERE = Path(shared_memory.FOLDER)
"""The system's."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of the same kind in place of the system's, with something from before in it."""
    with tempfile.TemporaryDirectory(dir=HERE, prefix="katas-test-") as name:
        Path(name, "before").touch()
        yield Path(name)


@pytest.fixture
def segments(folder: Path) -> Segments:
    """What appears from now on."""
    return Segments(folder)


def left(folder: Path) -> list[str]:
    return sorted(shared_memory.names(folder))


@needs_shared_memory
def test_names_are_those_that_are_there(folder: Path) -> None:
    (folder / "sem.one").touch()
    assert shared_memory.names(folder) == {"before", "sem.one"}


@needs_shared_memory
def test_where_there_is_no_shared_memory_there_are_no_names(folder: Path) -> None:
    assert shared_memory.names(folder / "gone") == set()
    Segments(folder / "gone").sweep()


def test_a_process_without_namespaces_has_the_folder_that_all_have() -> None:
    assert os.path.samefile(shared_memory.of(os.getpid()), HERE)


@needs_shared_memory
def test_what_has_appeared_since_is_removed(folder: Path, segments: Segments) -> None:
    (folder / "psm_1").write_bytes(b"x" * 100)
    (folder / "pointer").symlink_to(folder / "before")
    segments.sweep()
    assert left(folder) == ["before"]


@needs_shared_memory
def test_what_is_not_ours_stays(folder: Path, segments: Segments, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "psm_1").touch()
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    segments.sweep()
    assert left(folder) == ["before", "psm_1"]


@pytest.fixture
def mapped(folder: Path, segments: Segments) -> Iterator[mmap.mmap]:
    """A file of the folder that a living process, this one, has mapped."""
    path = folder / "psm_used"
    path.write_bytes(b"x" * mmap.PAGESIZE)
    with open(path, "r+b") as file:
        made = mmap.mmap(file.fileno(), 0)
    with made:
        yield made


@needs_shared_memory
def test_what_a_living_process_uses_stays(folder: Path, segments: Segments, mapped: mmap.mmap) -> None:
    segments.sweep()
    assert left(folder) == ["before", "psm_used"]
    mapped.close()
    segments.sweep()
    assert left(folder) == ["before"]


@needs_shared_memory
def test_what_cannot_be_removed_does_no_harm(folder: Path, segments: Segments) -> None:
    (folder / "a_folder").mkdir()
    (folder / "psm_1").touch()
    segments.sweep()
    assert left(folder) == ["a_folder", "before"]


@needs_shared_memory
def test_what_a_living_process_has_open_stays(folder: Path, segments: Segments) -> None:
    with open(folder / "psm_open", "wb") as file:
        assert os.fstat(file.fileno()).st_ino in shared_memory._used(folder)
        segments.sweep()
        assert left(folder) == ["before", "psm_open"]
    segments.sweep()
    assert left(folder) == ["before"]


@needs_shared_memory
def test_what_is_used_is_known_by_its_number_under_any_name(
    folder: Path, segments: Segments, mapped: mmap.mmap
) -> None:
    """A name that is made by a link, as the C library makes a semaphore's, is not another object."""
    os.link(folder / "psm_used", folder / "sem.used")
    (folder / "psm_used").unlink()
    found = (folder / "sem.used").stat()
    assert found.st_ino in set(shared_memory._mapped(str(os.getpid()), found.st_dev))
    segments.sweep()
    assert left(folder) == ["before", "sem.used"]


@needs_shared_memory
def test_a_process_that_is_gone_uses_nothing(folder: Path) -> None:
    gone, device = str(2**22 + 1), folder.stat().st_dev
    assert [*shared_memory._mapped(gone, device), *shared_memory._open(gone, device)] == []


@needs_shared_memory
def test_files_of_another_device_are_no_shared_memory(folder: Path) -> None:
    """Another one's number may be the same."""
    found = (folder / "before").stat()
    with open(folder / "before", "rb") as file, mmap.mmap(-1, mmap.PAGESIZE):
        assert found.st_ino in shared_memory._open(str(os.getpid()), found.st_dev)
        assert found.st_ino not in shared_memory._open(str(os.getpid()), found.st_dev + 1)
        assert not file.read()


LEAVE = """
import os
def leave(name):
    with open(f"/dev/shm/{name}", "wb") as file: file.write(b"x" * 100)
def there(name): return os.path.exists(f"/dev/shm/{name}")
"""


@needs_shared_memory
def test_what_a_test_leaves_in_shared_memory_is_gone_after_it(execute: MakesExecution, spawner: ForkServer) -> None:
    name = f"katas-test-{os.getpid()}"
    running = execute(LEAVE, rights=["processes"], spawner=spawner)
    learner("leave")(name)
    assert learner("there")(name)
    assert name in shared_memory.names(HERE)
    running.close()
    assert name not in shared_memory.names(HERE)


def test_without_processes_nothing_of_shared_memory_is_looked_at(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(shared_memory, "names", lambda: asked.append("names"))
    running = execute(LEAVE, rights=["threads", "files"])
    assert running.worker
    running.close()
    assert asked == []


@needs_shared_memory
def test_a_semaphore_of_a_living_process_stays() -> None:
    """Another grading's, say, or any program's of the same user."""
    semaphores = importlib.import_module("_multiprocessing")

    name = f"/katas-test-{os.getpid()}"
    before, segments = shared_memory.names(HERE), Segments(HERE)
    semaphore = semaphores.SemLock(1, 1, 1, name, False)
    try:
        assert semaphore
        (ours,) = {each for each in shared_memory.names(HERE) - before if each.endswith(name[1:])}
        segments.sweep()
        assert ours in shared_memory.names(HERE)
    finally:
        with contextlib.suppress(FileNotFoundError):
            semaphores.sem_unlink(name)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for locks."""
    monkeypatch.setattr(shared_memory, "LOCK_SECONDS", 0.03)


def is_locked(folder: Path, kind: int) -> bool:
    """Whether somebody else could not have such a lock on the folder."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(opened)
    return False


@needs_shared_memory
def test_tests_share_the_folder_and_let_go_of_it(folder: Path) -> None:
    first, second = Segments(folder), Segments(folder)
    first.sweep()
    assert is_locked(folder, fcntl.LOCK_EX)
    assert not is_locked(folder, fcntl.LOCK_SH)
    second.sweep()
    assert not is_locked(folder, fcntl.LOCK_EX)


@needs_shared_memory
def test_nothing_is_removed_while_another_test_may_look_for_it(folder: Path) -> None:
    """Two gradings: what the first one's test has left is still there when that test looks for it."""
    looking, other = Segments(folder), Segments(folder)
    (folder / "psm_left").touch()
    sweeping = threading.Thread(target=other.sweep)
    sweeping.start()
    sweeping.join(0.2)
    assert sweeping.is_alive()
    assert "psm_left" in left(folder)
    looking.sweep()
    sweeping.join(60)
    assert left(folder) == ["before"]


@needs_shared_memory
def test_two_that_sweep_do_not_wait_for_each_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_memory, "LOCK_SECONDS", float("inf"))
    both = [Segments(folder), Segments(folder)]
    (folder / "psm_left").touch()
    sweeping = [threading.Thread(target=each.sweep, daemon=True) for each in both]
    for each in sweeping:
        each.start()
    for each in sweeping:
        each.join(60)
    assert not any(each.is_alive() for each in sweeping)
    assert left(folder) == ["before"]


@needs_shared_memory
@pytest.mark.usefixtures("impatient")
def test_nobody_keeps_a_grading_waiting_for_ever(folder: Path) -> None:
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    segments = Segments(folder)
    (folder / "psm_left").touch()
    segments.sweep()
    os.close(held)
    assert left(folder) == ["before"]


@needs_shared_memory
def test_where_nothing_was_left_nobody_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looking, other = Segments(folder), Segments(folder)
    monkeypatch.setattr(shared_memory, "LOCK_SECONDS", float("inf"))
    other.sweep()
    looking.sweep()
    assert left(folder) == ["before"]
