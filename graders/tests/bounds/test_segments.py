from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from graders.bounds import segments
from graders.bounds.segments import no_segments_left
from graders.model.report import Over, Unsure
from graders.tests.children import needs_shared_memory
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured
from graders.workers import bubblewrap, spawners
from graders.workers.spawners import ForkServer, FreshSpawner

LEAVE = """
from multiprocessing import resource_tracker, shared_memory
resource_tracker.register = lambda *_: None
def leave(content, *, gone):
    segment = shared_memory.SharedMemory(create=True, size=len(content))
    segment.buf[:len(content)] = content
    segment.close()
    if gone:
        segment.unlink()
    return segment.name
def there(name):
    try:
        segment = shared_memory.SharedMemory(name)
    except FileNotFoundError:
        return False
    segment.close()
    return True
"""

linux = pytest.mark.skipif(sys.platform != "linux", reason="shared memory lies in a folder on Linux only")
strong = pytest.mark.skipif(sys.platform != "linux" or bool(bubblewrap.refusal()), reason="no bubblewrap here")
CONTENT = os.urandom(3_000)


@needs_shared_memory
@linux
def test_what_was_unlinked_is_gone(execute: MakesExecution) -> None:
    execute(LEAVE, rights=["processes"])
    learner("leave")(CONTENT, gone=True)
    no_segments_left(CONTENT)
    assert measured() == [("segments of shared memory left", 0, 0)]


@needs_shared_memory
@linux
def test_what_is_left_is_found_by_what_it_holds(execute: MakesExecution) -> None:
    execute(LEAVE, rights=["processes"])
    learner("leave")(os.urandom(3_000), gone=False)
    no_segments_left(CONTENT)
    learner("leave")(CONTENT, gone=False)
    with pytest.raises(Over, match="^segments of shared memory left: 1, at most 0 allowed$"):
        no_segments_left(CONTENT[::-1], CONTENT)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands for the folder of shared memory."""
    made = tmp_path / "segments"
    made.mkdir()
    for kind in (ForkServer, FreshSpawner):
        monkeypatch.setattr(kind, "shared_memory", made)
    return made


@pytest.mark.parametrize("before", [0, 1, 2_990, 2_999, 3_000, 5_000])
def test_a_content_is_found_wherever_it_lies(
    execute: MakesExecution, folder: Path, before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute("pass\n")
    monkeypatch.setattr(segments, "CHUNK_BYTES", 3_000)
    (folder / "segment").write_bytes(b"x" * before + CONTENT)
    with pytest.raises(Over):
        no_segments_left(CONTENT)
    (folder / "segment").write_bytes(b"x" * before + CONTENT[:40])
    no_segments_left(CONTENT)


@linux
def test_only_plain_files_are_read(
    execute: MakesExecution, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    execute("pass\n")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "file"
    elsewhere.write_bytes(CONTENT)
    (folder / "link").symlink_to(elsewhere)
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    no_segments_left(CONTENT)


def test_where_no_folder_shows_them_nobody_can_tell(execute: MakesExecution, folder: Path) -> None:
    execute("pass\n")
    folder.rmdir()
    with pytest.raises(Unsure, match="does not show what is left in shared memory"):
        no_segments_left(CONTENT)


def test_fresh_interpreters_use_what_all_use() -> None:
    assert str(FreshSpawner.shared_memory) == "/dev/shm"


@strong
def test_in_namespaces_of_its_own_it_is_found_and_removed_too(execute: MakesExecution) -> None:
    spawner = spawners.start(strong=True)
    try:
        running = execute(LEAVE, rights=["processes"], spawner=spawner)
        name = learner("leave")(CONTENT, gone=False)
        assert not Path("/dev/shm", name).exists()
        with pytest.raises(Over):
            no_segments_left(CONTENT)
        running.close()
        execute(LEAVE, rights=["processes"], spawner=spawner)
        assert not learner("there")(name)
        no_segments_left(CONTENT)
    finally:
        spawner.close()
