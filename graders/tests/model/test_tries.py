"""What became of the last two texts of an exercise is kept, and forgotten where it cannot be read."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from graders.model.report import VERSION, Outcome
from graders.model.tries import Tries, keep, text_of, tries
from graders.tests.screens.samples import bare, exercise

PASSED = exercise("running_total", bare(Outcome.PASSED))
FAILED = exercise("running_total", bare(Outcome.FAILED))


def kept(root: Path) -> Tries:
    found = tries(root, "running_total")
    assert found is not None
    return found


def test_what_nobody_may_read_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "stub.py"
    assert text_of(stub) == b""
    stub.write_bytes(b"x = 1")
    assert text_of(stub) == b"x = 1"
    monkeypatch.setattr(Path, "read_bytes", lambda path: (_ for _ in ()).throw(PermissionError(13, "denied")))
    assert text_of(stub) == b""


def test_what_was_kept_is_there(tmp_path: Path) -> None:
    keep(tmp_path, FAILED, b"first")
    assert kept(tmp_path).last.result == FAILED
    assert kept(tmp_path).before is None
    assert tries(tmp_path, "another") is None


def test_another_text_has_the_one_before_beside_it(tmp_path: Path) -> None:
    for result, text in ((FAILED, b"first"), (FAILED, b"second"), (PASSED, b"third")):
        keep(tmp_path, result, text)
    before = kept(tmp_path).before
    assert before is not None
    assert (kept(tmp_path).last.result, before.result) == (PASSED, FAILED)
    assert len({kept(tmp_path).last.digest, before.digest}) == 2


def test_the_same_text_again_is_no_other_try(tmp_path: Path) -> None:
    for text in (b"first", b"second", b"second"):
        keep(tmp_path, FAILED, text)
    before = kept(tmp_path).before
    assert before is not None
    assert before.digest != kept(tmp_path).last.digest


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[" * 100_000, b"\xff", b'{"version": 1}', msgspec.json.encode({"version": VERSION + 1})],
)
def test_what_cannot_be_read_is_forgotten(data: bytes, tmp_path: Path) -> None:
    keep(tmp_path, FAILED, b"first")
    (file,) = (tmp_path / ".katas" / "tries").iterdir()
    file.write_bytes(data)
    assert tries(tmp_path, "running_total") is None
    keep(tmp_path, PASSED, b"second")
    assert (kept(tmp_path).last.result, kept(tmp_path).before) == (PASSED, None)


def test_a_try_of_another_version_is_forgotten(tmp_path: Path) -> None:
    keep(tmp_path, FAILED, b"first")
    (file,) = (tmp_path / ".katas" / "tries").iterdir()
    old = msgspec.structs.replace(kept(tmp_path), version=VERSION - 1)
    file.write_bytes(msgspec.json.encode(old))
    assert tries(tmp_path, "running_total") is None
