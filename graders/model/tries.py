"""What became of a learner's last tries, kept beside the checkout: ``.katas/tries/NAME.json``.

``list`` shows them without grading again, and a card says what a number was the time before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from graders.model.files import write_whole
from graders.model.report import VERSION, ExerciseResult


class Try(msgspec.Struct, frozen=True):
    """A text and what became of it."""

    digest: str
    """Of the file's bytes: whoever edits it makes another try."""
    result: ExerciseResult


class Tries(msgspec.Struct, frozen=True):
    """The last two texts that were graded."""

    version: int
    """Of the report that the results are parts of."""
    last: Try
    before: Try | None = None
    """The last one of other bytes."""


def digest(data: bytes) -> str:
    """What a text is known by, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def text_of(stub: Path) -> bytes:
    """What stands in a stub; nothing where there is none, or where nobody may read it."""
    try:
        return stub.read_bytes() if stub.is_file() else b""  # a pipe would keep us waiting
    except OSError:
        return b""


def keep(root: Path, result: ExerciseResult, data: bytes) -> None:
    """Keep, in the repository at ``root``, what became of a text.

    The same text graded again replaces itself; another one replaces the one before the last.

    Raises:
        OSError: it cannot be written.
    """
    known = tries(root, result.name)
    last = Try(digest(data), result)
    before = None
    if known is not None:
        before = known.before if known.last.digest == last.digest else known.last
    made = Tries(VERSION, last, before)
    write_whole(_file(root, result.name), msgspec.json.encode(made) + b"\n")


def tries(root: Path, name: str) -> Tries | None:
    """The last tries of an exercise; None where there is none that this version can read."""
    try:
        found = msgspec.json.decode(_file(root, name).read_bytes(), type=Tries)
    # What is damaged, or of a version to come, is forgotten: the next grading writes it again.
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return found if found.version == VERSION else None


def latest(root: Path, names: Iterable[str]) -> str:
    """The name of the exercise of these that was graded last; "" where none was."""
    files = {name: _file(root, name) for name in names}
    graded = [name for name, file in files.items() if file.is_file()]
    return max(graded, key=lambda name: files[name].stat().st_mtime, default="")


def _file(root: Path, name: str) -> Path:
    return root / ".katas" / "tries" / f"{name}.json"
