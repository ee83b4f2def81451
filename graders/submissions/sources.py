"""Intake of the learner's file: read safely, checked, and never imported by the judge."""

from __future__ import annotations

import ast
import codecs
import io
import os
import re
import stat
import tokenize
import unicodedata
import warnings
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from graders.model.exercises import shown
from graders.model.invocation import command
from graders.model.report import Frame, Refused
from graders.submissions.reading import Reading, reading

MAX_COMBINING_MARKS = 64
"""In a row, in a source."""

MAX_SOURCE_BYTES = 128 << 10
"""Some twenty times the longest answer. Python takes 1 KiB of memory to read one byte."""

SAFELY = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
"""How a file of a stranger is opened: no link is followed, and a pipe keeps nobody waiting."""


class Rejected(Exception):
    """A file that is not taken: the message says why ("is a link"), ``advice`` what to do."""

    missing = False
    """There is no such file."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.advice = advice or f"Replace it by a plain file: {command('reset')}."


@dataclass(frozen=True)
class Answer:
    """A learner's file for one exercise: its bytes, or why they are not taken. It can travel."""

    file: str
    """Its path as people know it."""
    data: bytes = b""
    problem: str = ""
    """Why it is not taken."""
    advice: str = ""
    """What to do about that."""
    missing: bool = False
    """There is no such file."""

    @classmethod
    def of(cls, file: str, found: bytes | Rejected) -> Answer:
        """What was found at a path."""
        if isinstance(found, Rejected):
            return cls(file, problem=str(found), advice=found.advice, missing=found.missing)
        return cls(file, found)


@dataclass(frozen=True)
class LearnerSource:
    """A file of the learner, ready to be sent to a worker."""

    module: str
    """The name of the module that it is for the tests: the stub's, even for a decoy."""
    file: str
    """Its path as people know it."""
    text: str
    reading: Reading
    """What its syntax tree says, read in a process of its own."""

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree, made in this process, for a test that asks for more than the reading.

        Raises:
            Refused: Python cannot make it here.
        """
        try:
            return _tree(self.text)
        except (RecursionError, MemoryError) as error:
            what = f"cannot be compiled ({str(error) or type(error).__name__})"
            raise _refuse(self.file, 1, what, "Write it in a plainer way.") from None

    @cached_property
    def _lines(self) -> list[str]:
        return re.split(r"\r\n|\r|\n", self.text)  # as Python counts them: a form feed ends no line

    def line(self, number: int) -> str:
        """A source line, stripped; "" where there is none."""
        return self._lines[number - 1].strip() if 0 < number <= len(self._lines) else ""


def answer(path: Path) -> Answer:
    """What a file of this repository holds, or why it is not taken."""
    found: bytes | Rejected
    try:
        found = regular(os.open(path, SAFELY))
    except OSError as error:
        advice = f"Put the file back: {command('reset')}."
        found = Rejected(f"cannot be read ({error.strerror})", advice)
    except Rejected as rejected:
        found = rejected
    return Answer.of(shown(path), found)


def read(path: Path, module: str) -> LearnerSource:
    """The learner's source under the name ``module``; raises as ``source`` does."""
    return source(answer(path), module)


def source(answer: Answer, module: str) -> LearnerSource:
    """The learner's source under the name ``module``.

    Raises:
        Refused: not a regular file, missing, too large, not UTF-8, NUL bytes, empty, not Python.
    """
    if answer.missing:
        raise Refused(f"{answer.problem}: {answer.file}", advice=answer.advice)
    if answer.problem:
        raise _refuse(answer.file, 1, answer.problem, answer.advice)
    return checked(answer.file, answer.data, module)


@lru_cache(maxsize=16)
def checked(file: str, data: bytes, module: str) -> LearnerSource:
    """The source that these bytes are; ``file`` is their path as people know it.

    Raises:
        Refused: not UTF-8, NUL bytes, empty, or not Python.
    """
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise _refuse(file, line, "holds a NUL byte", "Save the file as plain UTF-8 text.")
    try:
        text = data.decode("utf-8-sig")
        coding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refuse(file, line, "is not UTF-8 text", "Save the file as UTF-8.") from None
    except SyntaxError as error:
        raise _refuse(file, 1, str(error.msg), "Save the file as UTF-8.") from None
    if codecs.lookup(coding).name not in ("utf-8", "utf-8-sig"):
        advice = "Save it as UTF-8 and remove the coding line."
        raise _refuse(file, 1, f"declares the encoding {coding}", advice)
    # Python's parser sorts the marks on a letter, in a time that grows with their square.
    runs = groupby("" if text.isascii() else text, lambda each: unicodedata.combining(each) > 0)
    if any(marks and len(list(run)) > MAX_COMBINING_MARKS for marks, run in runs):
        what = f"puts more than {MAX_COMBINING_MARKS} marks on one letter"
        raise _refuse(file, 1, what, "Save the file as plain UTF-8 text.")
    if not text.strip():
        raise _refuse(file, 1, "is empty", f"Bring the stub back: {command('reset')}.")
    found = reading(Path(file).name, text)
    if found.refusal:
        raise _refuse(file, found.line, found.refusal, found.advice, found.picture)
    return LearnerSource(module, file, text, found)


def _refuse(file: str, line: int, what: str, advice: str, picture: str = "") -> Refused:
    return Refused(
        f"{Path(file).name}:{line}: {what}",
        advice=advice,
        detail=picture,
        frames=[Frame(file, line, "<module>")],
    )


def regular(fd: int, most: int = MAX_SOURCE_BYTES) -> bytes:
    """All bytes of the regular file that an open descriptor stands for; closes it.

    Raises:
        Rejected: it is none, or it is larger than ``most``.
    """
    status = os.fstat(fd)
    if not stat.S_ISREG(status.st_mode):
        os.close(fd)
        folder = stat.S_ISDIR(status.st_mode)
        raise Rejected("is a folder" if folder else "is not a regular file")
    with os.fdopen(fd, "rb") as file:
        # Not ``most`` at once: a buffer of that size is made first.
        data = file.read(min(status.st_size, most) + 1)
    if len(data) > most:
        raise too_large(status.st_size, most)
    return data


def too_large(size: int, most: int) -> Rejected:
    """The refusal of a file by its size."""
    return Rejected(f"is {size:,} bytes long, {most:,} allowed", "Keep data out of the source.")


@lru_cache(maxsize=2)
def _tree(text: str) -> ast.Module:
    """A syntax tree, kept for the next test of the exercise; few of them, since they are large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)
