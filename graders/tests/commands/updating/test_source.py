"""Where an update comes from: folders, zips, git; nothing else, no links, nothing that runs."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from graders.commands.updating import source
from graders.model.errors import Usage
from graders.tests.commands.updating.copies import committed, course, exercise, tree, written


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    return written(tmp_path / "newer", course("2", exercise("total", 1)))


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    return tmp_path / "scratch"


def zipped(folder: Path, below: str = "") -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as packed:
        for name in source.files(folder):
            packed.write(folder / name, below + name)
    return path


def test_a_folder_is_itself(newer: Path, scratch: Path) -> None:
    assert source.opened(str(newer), scratch) == newer
    assert not scratch.exists()


@pytest.mark.parametrize("below", ["", "katas-main/"])
def test_a_zip_is_unpacked(below: str, newer: Path, scratch: Path) -> None:
    assert tree(source.opened(str(zipped(newer, below)), scratch)) == tree(newer)


def test_a_git_address_is_cloned_and_none_of_its_hooks_runs(newer: Path, scratch: Path, tmp_path: Path) -> None:
    committed(newer, ["tag", "v2"])
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "post-checkout").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    (hooks / "post-checkout").chmod(0o755)
    environment = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.hooksPath", "GIT_CONFIG_VALUE_0": str(hooks)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        found = source.opened(f"file://{newer}#v2", scratch)
    assert tree(found) == tree(newer)
    assert not (tmp_path / "ran").exists()
    with pytest.raises(Usage, match="cannot be cloned"):
        source.opened(f"file://{newer}#v3", tmp_path / "another")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nosuch", "no such folder or zip; a git address has a colon"),
        ("ext::sh -c 'touch ran'", "cannot be cloned"),
        ("--upload-pack=touch:ran", "cannot be cloned"),
    ],
)
def test_what_is_none_is_said_in_one_line(
    address: str, said: str, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Usage, match=said) as raised:
        source.opened(address, scratch)
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "ran").exists()


def test_without_git_a_folder_or_a_zip_is_asked_for(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(Usage, match="git cannot be started"):
        source.opened("https://example.org/x.git", scratch)


@pytest.mark.parametrize("missing", ["noxfile.py", "graders/__main__.py"])
def test_what_is_no_copy_of_the_course_is_refused(missing: str, newer: Path, scratch: Path) -> None:
    (newer / missing).unlink()
    with pytest.raises(Usage, match=f"is not a copy of this course: {missing} is missing"):
        source.opened(str(newer), scratch)


def test_a_course_without_exercises_is_refused(tmp_path: Path, scratch: Path) -> None:
    with pytest.raises(Usage, match="exercises is missing"):
        source.opened(str(written(tmp_path / "empty", course("2"))), scratch)


def test_what_is_no_zip_is_refused(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK no zip")
    with pytest.raises(Usage, match="cannot be unpacked"):
        source.opened(str(tmp_path / "x.zip"), scratch)


def test_a_zip_that_would_fill_the_disk_is_refused(newer: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_UNPACKED_BYTES", 100)
    with pytest.raises(Usage, match="unpacked"):
        source.opened(str(zipped(newer)), scratch)
    assert not scratch.exists()


def test_names_in_a_zip_lead_nowhere_else(newer: Path, scratch: Path, tmp_path: Path) -> None:
    path = zipped(newer)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("../outside.txt", "x")
    source.opened(str(path), scratch)
    assert not (tmp_path / "outside.txt").exists()


@pytest.mark.parametrize("place", ["graders/linked.py", "exercises/linked"])
def test_a_link_is_refused(place: str, newer: Path) -> None:
    (newer / place).symlink_to("/etc" if place.endswith("linked") else "/etc/passwd")
    with pytest.raises(Usage, match="is a link"):
        list(source.files(newer))


def test_what_runs_leave_behind_is_left_out(newer: Path) -> None:
    before = list(source.files(newer))
    for path in (
        ".katas/tries/x.json",
        ".nox/a",
        "graders/__pycache__/a.pyc",
        "results.json",
        ".git/config",
        ".vscode/x",
    ):
        (newer / path).parent.mkdir(parents=True, exist_ok=True)
        (newer / path).write_text("x", encoding="utf-8")
    assert list(source.files(newer)) == before
    digest = source.whole_digest(newer, before)
    (newer / "noxfile.py").write_text("x", encoding="utf-8")
    assert source.whole_digest(newer, before) != digest
