"""Stubs that no repository can hold, or that would bloat it: pipes, folders, links, and a text times a number.

A header's line ``Stub:`` says one of them:

    fifo                                     a named pipe
    folder                                   a folder of the stub's name
    missing                                  nothing at all
    link to solutions/.../x.py               a symbolic link into the repository that grades
    parent link to solutions/...             the exercise's folder is such a link
    2097152 bytes of 20                      a byte, in hex, many times
    40000 times '1+' after 'x = ' before '1' a text, many times; it follows what the tree holds as the stub, if anything
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


def recipe(line: str) -> Recipe:
    """What builds the stub that a header describes.

    Raises:
        ValueError: the line describes none.
    """
    simple: dict[str, Recipe] = {"fifo": _fifo, "folder": _folder, "missing": _missing}
    if line in simple:
        return simple[line]
    for pattern, make in ((_BYTES, _bytes_of), (_TIMES, _text_of), (_LINK, _link_to)):
        found = pattern.fullmatch(line)
        if found:
            return make(found)
    raise ValueError(
        f"Stub: {line!r} is not understood; graders/authors/attacks/stubs.py lists what can be built"
    )


def _fifo(stub: Path, repository: Path) -> None:
    os.mkfifo(stub)


def _folder(stub: Path, repository: Path) -> None:
    stub.mkdir()


def _missing(stub: Path, repository: Path) -> None:
    pass


def _bytes_of(found: re.Match[str]) -> Recipe:
    count, byte = int(found[1]), bytes.fromhex(found[2])
    return lambda stub, repository: _append(stub, byte * count)


def _text_of(found: re.Match[str]) -> Recipe:
    middle, head, tail = (ast.literal_eval(part or "''").encode() for part in found.group(2, 3, 4))
    return lambda stub, repository: _append(stub, head + middle * int(found[1]) + tail)


def _append(stub: Path, data: bytes) -> None:
    with open(stub, "ab") as file:
        file.write(data)


def _link_to(found: re.Match[str]) -> Recipe:
    parent, target = found.groups()
    if not parent:
        return lambda stub, repository: stub.symlink_to(repository / target)
    return lambda stub, repository: _link_folder(stub.parent, repository / target)


def _link_folder(folder: Path, target: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(target, target_is_directory=True)
