"""Stubs that no repository can hold, or that would bloat it.

A header's line ``Stub:`` says one of them:

    fifo                                     a named pipe
    folder                                   a folder of the stub's name
    missing                                  nothing at all
    link to solutions/.../x.py               a symbolic link into the repository that grades
    parent link to solutions/...             the exercise's folder is such a link
    2097152 bytes of 20                      a byte, in hex, many times
    40000 times '1+' after 'x = ' before '1' a text, many times

The last two follow what the tree holds as the stub, if anything.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

Recipe = Callable[[Path, Path], None]
"""Builds the stub at the first path; the second is the repository that grades."""

_BYTES = re.compile(r"(\d+) bytes of ([0-9a-f]{2})")
QUOTED = r"""('(?:[^'\\]|\\.)*')"""
"""A text in the spelling of Python, as a pattern."""

_TIMES = re.compile(rf"(\d+) times {QUOTED}(?: after {QUOTED})?(?: before {QUOTED})?")
_LINK = re.compile(r"(parent )?link to (\S+)")


_PLAIN: dict[str, Recipe] = {
    "fifo": lambda stub, repository: os.mkfifo(stub),
    "folder": lambda stub, repository: stub.mkdir(),
    "missing": lambda stub, repository: None,
}


def recipe(line: str) -> Recipe:
    """What builds the stub that a header describes.

    Raises:
        ValueError: the line describes none.
    """
    if line in _PLAIN:
        return _PLAIN[line]
    if found := _BYTES.fullmatch(line):
        data = int(found[1]) * bytes.fromhex(found[2])
        return lambda stub, repository: _append(stub, data)
    if found := _TIMES.fullmatch(line):
        parts = (ast.literal_eval(part or "''").encode() for part in found.group(2, 3, 4))
        middle, head, tail = parts
        text = head + middle * int(found[1]) + tail
        return lambda stub, repository: _append(stub, text)
    if found := _LINK.fullmatch(line):
        parent, target = found.groups()
        return lambda stub, repository: _link(stub, repository / target, bool(parent))
    where = "graders/authors/attacks/stubs.py lists what can be built"
    raise ValueError(f"Stub: {line!r} is not understood; {where}")


def _append(stub: Path, data: bytes) -> None:
    with open(stub, "ab") as file:
        file.write(data)


def _link(stub: Path, target: Path, parent: bool) -> None:
    if parent:
        shutil.rmtree(stub.parent)
    (stub.parent if parent else stub).symlink_to(target, target_is_directory=parent)
