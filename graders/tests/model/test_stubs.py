"""The stubs that the graders keep: what is untouched, and that they are those of the exercises."""

from __future__ import annotations

import pytest

from graders.model import stubs
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


def test_the_kept_stubs_are_those_of_the_exercises() -> None:
    there = {each.name: each.stub.read_text(encoding="utf-8") for each in find_exercises()}
    assert {name: stub.text for name, stub in stubs.stubs().items()} == there, "nox -s verify -- --record"


def test_every_stub_of_an_exercise_is_untouched() -> None:
    for each in find_exercises():
        assert is_untouched(each.name, each.stub.read_bytes()), each.name
