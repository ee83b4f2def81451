"""The stubs that the graders keep: what is untouched, and that they are those of the exercises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graders.model import stubs, versions
from graders.model.exercises import find_exercises
from graders.model.stubs import Stub, is_untouched

TEXT = '"""Sums."""\n\n\ndef total(values):\n    """Returns the sum of "a # b"."""\n    raise NotImplementedError\n'


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stubs, "stubs", lambda: {"total": Stub(TEXT, ["test_a"])})


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        ("# mine\n\n" + TEXT + "\n\n# and a thought about (it\n").encode(),
        TEXT.replace("(values):", "( values ) :  # which").encode(),
    ],
    ids=["as it is", "CRLF", "CR", "BOM", "comments", "spaces"],
)
def test_blank_lines_line_ends_and_comments_change_nothing(data: bytes) -> None:
    assert is_untouched("total", data)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        TEXT.replace("total", "sums").encode(),
        TEXT.replace("raise NotImplementedError", "return sum(values)").encode(),
        TEXT.replace("(values)", "(values, )").replace("raise", "raise (").encode(),
        (TEXT + "(" * 5_000).encode(),
        (TEXT + "-" * 5_000).encode(),
        TEXT.encode() + b" " * (1 << 20),
        TEXT.encode() + b"\xff\x00",
    ],
    ids=["empty", "name", "written", "syntax", "nested", "signs", "large", "bytes"],
)
def test_what_somebody_has_changed_is_not_untouched(data: bytes) -> None:
    assert not is_untouched("total", data)


@pytest.mark.usefixtures("kept")
def test_an_exercise_whose_stub_nobody_kept_is_never_untouched() -> None:
    assert not is_untouched("another", TEXT.encode())
    assert stubs.passes("another") == frozenset()
    assert stubs.passes("total") == {"test_a"}


def test_the_stubs_of_earlier_versions_are_nobodys_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the digests of all that were recorded before, under whatever name."""
    monkeypatch.setattr(stubs, "FILE", tmp_path / "stubs.json")
    monkeypatch.setattr(stubs, "ROOT", tmp_path)
    (tmp_path / "graders/model").mkdir(parents=True)
    stubs.stubs.cache_clear()
    try:
        for text in ("first = 1\n", "second = 2\n", "second = 2\n"):
            stubs.record({"total": Stub(text), "other": Stub("x = 1\n")})
        (tmp_path / versions.RENAMES).write_text('{"total": "grand_total"}', encoding="utf-8")
        stubs.record({"grand_total": Stub("third = 3\n")})
        assert stubs.stubs().keys() == {"grand_total", "other"}
        for data in (b"first = 1\r\n", b"second = 2\n", b"third = 3\n"):
            assert is_untouched("grand_total", data)
        assert not is_untouched("grand_total", b"fourth = 4\n")
        assert stubs.stubs()["other"] == Stub("x = 1\n")
        assert "earlier" not in json.dumps(json.loads(stubs.FILE.read_text())["other"])
    finally:
        stubs.stubs.cache_clear()


def test_the_kept_stubs_are_those_of_the_exercises() -> None:
    there = {each.name: each.stub.read_text(encoding="utf-8") for each in find_exercises()}
    assert {name: stub.text for name, stub in stubs.stubs().items()} == there, "nox -s verify -- --record"


def test_every_stub_of_an_exercise_is_untouched() -> None:
    for each in find_exercises():
        assert is_untouched(each.name, each.stub.read_bytes()), each.name
