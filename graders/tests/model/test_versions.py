"""Which version a copy is, what it was handed out with, and the names that exercises had before."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graders.model import versions
from graders.model.exercises import ROOT, find_exercises


def test_the_newest_change_is_that_of_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## ([\d.]+)", changes, re.MULTILINE)
    assert newest is not None
    assert newest[1] == versions.version(ROOT)


def test_no_exercise_has_a_name_that_was_given_up() -> None:
    names = {each.name for each in find_exercises()}
    for old, new in versions.renames(ROOT).items():
        assert old not in names
        assert new in names


@pytest.mark.parametrize("text", [None, "", "[project]", b"\xff"])
def test_a_version_may_be_unknown(text: str | bytes | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "pyproject.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    assert versions.version(tmp_path) == "unknown"


def test_line_ends_do_not_change_a_digest(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a\r\nb\r\n")
    assert versions.digest_of(tmp_path / "x") == versions.digest(b"a\nb\n") != versions.digest(b"a\nb")
    assert versions.digest_of(tmp_path / "y") == ""


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": 3}', "null"])
def test_a_record_that_cannot_be_read_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "graders").mkdir()
    (tmp_path / versions.HANDED_OUT).write_text(text, encoding="utf-8")
    assert versions.handed_out(tmp_path) == {}


def test_a_record_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "graders").mkdir()
    (tmp_path / versions.HANDED_OUT).write_text(versions.manifest("1.0", {"b": "2", "a": "1"}), encoding="utf-8")
    assert versions.handed_out(tmp_path) == {"a": "1", "b": "2"}


def test_a_name_that_changed_twice_leads_to_the_last(tmp_path: Path) -> None:
    (tmp_path / "graders/model").mkdir(parents=True)
    table = {"total": "subtotal", "subtotal": "sums", "a": "b", "b": "a"}
    (tmp_path / versions.RENAMES).write_text(json.dumps(table), encoding="utf-8")
    found = versions.renames(tmp_path)
    assert (found["total"], found["subtotal"]) == ("sums", "sums")
    assert found.keys() == table.keys()  # a circle ends, too
