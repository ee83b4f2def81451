"""Intake of the learner's file: read safely, checked, and never imported by the judge."""

from __future__ import annotations

import ast
import io
import os
import re
import stat
import tokenize
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graders.catalogue import shown
from graders.verdicts import Frame, Refused

MOST = 1 << 20
"""Bytes that a source may have."""


@dataclass(frozen=True)
class Source:
    """A file of the learner, ready to be sent to a worker."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """The name of the module that it is."""
        return self.path.stem

    def line(self, number: int) -> str:
        """A source line, stripped; "" where there is none."""
        lines = re.split(r"\r\n|\r|\n", self.text)  # as Python counts them: a form feed ends no line
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def read(path: Path, module: str) -> Source:
    """The learner's source under the name ``module``.

    Raises:
        Refused: no regular file, too large, not UTF-8, NUL bytes, empty, or not Python.
    """
    data = _bytes(path)
    text = _text(path, data)
    tree = _parse(path.name, text)
    if isinstance(tree, tuple):
        raise _refuse(path, *tree)
    return Source(path.with_name(f"{module}.py") if path.stem != module else path, text, tree)


def _refuse(path: Path, line: int, what: str, advice: str) -> Refused:
    return Refused(f"{path.name}:{line}: {what}", advice=advice, frames=[Frame(shown(path), line, "<module>")])


def _bytes(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        fd = os.open(path, flags)
    except OSError as error:
        raise _refuse(path, 1, f"cannot be read ({error.strerror})", "Put the file back: nox -s reset.") from None
    status = os.fstat(fd)
    if not stat.S_ISREG(status.st_mode):
        os.close(fd)
        raise _refuse(path, 1, "is no regular file", "Replace it by a plain file: nox -s reset.")
    with os.fdopen(fd, "rb") as file:
        if status.st_size > MOST:
            raise _refuse(
                path, 1, f"is {status.st_size:,} bytes long, {MOST:,} allowed", "Keep data out of the source."
            )
        return file.read(MOST + 1)


def _text(path: Path, data: bytes) -> str:
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise _refuse(path, line, "holds a NUL byte", "Save the file as plain UTF-8 text.")
    try:
        text = data.decode("utf-8-sig")
        coding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refuse(path, line, "is not UTF-8 text", "Save the file as UTF-8.") from None
    except SyntaxError as error:
        raise _refuse(path, 1, str(error.msg), "Save the file as UTF-8.") from None
    if coding not in ("utf-8", "utf-8-sig"):
        raise _refuse(path, 1, f"declares the encoding {coding}", "Save it as UTF-8 and remove the coding line.")
    if not text.strip():
        raise _refuse(path, 1, "is empty", "Bring the stub back: nox -s reset.")
    return text


@lru_cache(maxsize=64)
def _parse(name: str, text: str) -> ast.Module | tuple[int, str, str]:
    """The syntax tree, or where and why there is none; kept, since every test of an exercise reads the same text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, filename=name)
            compile(tree, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        what = f"{type(error).__name__}: {error.msg}"
        return error.lineno or 1, what, "Python cannot read this line or the one before it."
    except (ValueError, RecursionError, MemoryError) as error:
        return 1, f"cannot be compiled ({error})", "Write it in a plainer way."
    return tree
