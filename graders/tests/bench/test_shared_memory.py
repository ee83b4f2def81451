from __future__ import annotations

import contextlib
import importlib
import mmap
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.bench import shared_memory
from graders.bench.nursery import ForkNursery
from graders.tests.conftest import MakesBench
from graders.tests.learners import learner

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="shared memory lies in a folder on Linux only")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the system's, with something from before in it."""
    monkeypatch.setattr(shared_memory, "FOLDER", tmp_path)
    (tmp_path / "before").touch()
    return tmp_path


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_names_are_those_that_are_there(folder: Path) -> None:
    (folder / "sem.one").touch()
    assert shared_memory.names() == {"before", "sem.one"}


def test_where_there_is_no_shared_memory_there_are_no_names(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_memory, "FOLDER", folder / "gone")
    assert shared_memory.names() == set()
    shared_memory.sweep({"before"})


def test_what_has_appeared_since_is_removed(folder: Path) -> None:
    before = shared_memory.names()
    (folder / "psm_1").write_bytes(b"x" * 100)
    (folder / "pointer").symlink_to(folder / "before")
    shared_memory.sweep(before)
    assert left(folder) == ["before"]


def test_what_is_not_ours_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "psm_1").touch()
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    shared_memory.sweep({"before"})
    assert left(folder) == ["before", "psm_1"]


@pytest.fixture
def mapped(folder: Path) -> Iterator[mmap.mmap]:
    """A file of the folder that a living process, this one, has mapped."""
    path = folder / "psm_used"
    path.write_bytes(b"x" * mmap.PAGESIZE)
    with open(path, "r+b") as file:
        made = mmap.mmap(file.fileno(), 0)
    with made:
        yield made


def test_what_a_living_process_uses_stays(folder: Path, mapped: mmap.mmap) -> None:
    shared_memory.sweep({"before"})
    assert left(folder) == ["before", "psm_used"]
    mapped.close()
    shared_memory.sweep({"before"})
    assert left(folder) == ["before"]


def test_what_cannot_be_removed_does_no_harm(folder: Path) -> None:
    (folder / "a_folder").mkdir()
    (folder / "psm_1").touch()
    shared_memory.sweep({"before"})
    assert left(folder) == ["a_folder", "before"]


def test_what_a_living_process_has_open_stays(folder: Path) -> None:
    with open(folder / "psm_open", "wb") as file:
        assert os.fstat(file.fileno()).st_ino in shared_memory._used()
        shared_memory.sweep({"before"})
        assert left(folder) == ["before", "psm_open"]
    shared_memory.sweep({"before"})
    assert left(folder) == ["before"]


def test_what_is_used_is_known_by_its_number_under_any_name(folder: Path, mapped: mmap.mmap) -> None:
    """A name that is made by a link, as the C library makes a semaphore's, is no other object."""
    os.link(folder / "psm_used", folder / "sem.used")
    (folder / "psm_used").unlink()
    assert (folder / "sem.used").stat().st_ino in set(shared_memory._mapped(str(os.getpid())))
    shared_memory.sweep({"before"})
    assert left(folder) == ["before", "sem.used"]


def test_a_process_that_is_gone_uses_nothing(folder: Path) -> None:
    gone = str(2**22 + 1)
    assert [*shared_memory._mapped(gone), *shared_memory._open(gone)] == []


def test_files_elsewhere_are_no_shared_memory(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "file"
    with open(path, "wb") as file:
        assert os.fstat(file.fileno()).st_ino not in shared_memory._open(str(os.getpid()))


LEAVE = """
import os
def leave(name):
    with open(f"/dev/shm/{name}", "wb") as file: file.write(b"x" * 100)
def there(name): return os.path.exists(f"/dev/shm/{name}")
"""


def test_what_a_test_leaves_in_shared_memory_is_gone_after_it(bench: MakesBench, hatchery: ForkNursery) -> None:
    name = f"katas-test-{os.getpid()}"
    running = bench(LEAVE, rights=["processes"], hatchery=hatchery)
    learner("leave")(name)
    assert learner("there")(name)
    assert name in shared_memory.names()
    running.close()
    assert name not in shared_memory.names()


def test_without_processes_nothing_of_shared_memory_is_looked_at(
    bench: MakesBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(shared_memory, "names", lambda: asked.append("names"))
    monkeypatch.setattr(shared_memory, "sweep", lambda before: asked.append("sweep"))
    running = bench(LEAVE, rights=["threads", "files"])
    assert running.worker
    running.close()
    assert asked == []


def test_a_semaphore_of_a_living_process_stays() -> None:
    """Another grading's, say, or any program's of the same user."""
    semaphores = importlib.import_module("_multiprocessing")

    name = f"/katas-test-{os.getpid()}"
    before = shared_memory.names()
    semaphore = semaphores.SemLock(1, 1, 1, name, False)
    try:
        assert semaphore
        (ours,) = {each for each in shared_memory.names() - before if each.endswith(name[1:])}
        shared_memory.sweep(shared_memory.names() - {ours})
        assert ours in shared_memory.names()
    finally:
        with contextlib.suppress(FileNotFoundError):
            semaphores.sem_unlink(name)
