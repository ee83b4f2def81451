from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from graders.model.files import whole_folder, write_whole


def test_writes_text_as_it_is(tmp_path: Path) -> None:
    write_whole(tmp_path / "note.txt", "rain: 3 mm\nwind: größer\r\n")
    assert (tmp_path / "note.txt").read_bytes() == "rain: 3 mm\nwind: größer\r\n".encode()


def test_writes_bytes_and_makes_the_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "folder" / "raw.bin", b"\xff\x00")
    assert (tmp_path / "new" / "folder" / "raw.bin").read_bytes() == b"\xff\x00"


def test_replaces_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "note.txt"
    target.write_text("old, and longer than the new one")
    write_whole(target, "new")
    assert target.read_text() == "new"


def test_leaves_no_other_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "note.txt", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_is_readable_for_everyone(tmp_path: Path) -> None:
    write_whole(tmp_path / "note.txt", "x")
    assert stat.S_IMODE((tmp_path / "note.txt").stat().st_mode) == 0o644


def test_a_failure_keeps_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "note.txt"
    target.write_text("old")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, "new")
    assert os.listdir(tmp_path) == ["note.txt"]
    assert target.read_text() == "old"


def test_text_that_cannot_be_encoded_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "note.txt", "\ud800")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, "text")
        assert os.read(reader, 100) == b"text"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_is_there_when_it_is_filled(tmp_path: Path) -> None:
    place = tmp_path / "new" / "handout"
    with whole_folder(place) as folder:
        (folder / "note.txt").write_text("new", encoding="utf-8")
        assert not place.exists()
    assert (place / "note.txt").read_text(encoding="utf-8") == "new"
    assert os.listdir(place.parent) == ["handout"]


def old_one(tmp_path: Path) -> Path:
    place = tmp_path / "handout"
    place.mkdir()
    (place / "old.txt").write_text("old", encoding="utf-8")
    return place


def test_a_folder_takes_the_place_of_another_as_a_whole(tmp_path: Path) -> None:
    place = old_one(tmp_path)
    with whole_folder(place) as folder:
        (folder / "new.txt").write_text("new", encoding="utf-8")
        assert os.listdir(place) == ["old.txt"]
    assert os.listdir(place) == ["new.txt"]
    assert os.listdir(tmp_path) == ["handout"]


def test_a_failure_keeps_the_old_folder_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = old_one(tmp_path)
    with pytest.raises(FileNotFoundError), whole_folder(place) as folder:
        (folder / "missing" / "new.txt").write_text("new", encoding="utf-8")
    assert os.listdir(tmp_path) == ["handout"]
    assert os.listdir(place) == ["old.txt"]

    real = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("no right")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="no right"), whole_folder(place):
        pass
    assert os.listdir(tmp_path) == ["handout"]
    assert os.listdir(place) == ["old.txt"]
    with pytest.raises(OSError, match="no right"), whole_folder(tmp_path / "another"):
        pass
    assert os.listdir(tmp_path) == ["handout"]
