"""The files of a stranger, by name and in bytes: a folder is walked without following a link.

Tree
  Folder          by descriptors, so that nothing can be exchanged on the way
    FolderByPath  by paths, where descriptors of folders are unknown: Windows
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from graders.model.text import printable
from graders.submissions.sources import SAFELY, Rejected, regular

MAX_MEMBERS = 50_000
"""Files that a submission may have, those of tools left out."""

MAX_DEPTH_FOLDERS = 16
"""Folders below each other that are looked into."""

LEFT_OUT = {
    ".git",
    ".hg",
    ".idea",
    ".katas",
    ".mypy_cache",
    ".nox",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    ".vscode",
    "__MACOSX",
    "__pycache__",
    "node_modules",
    "venv",
}
"""Folders of tools: not looked into."""

_MAX_PATH_CHARACTERS = 200
"""Of a path that is shown."""

ONLY_EXERCISES = "Hand in the folder exercises/ alone, or the stubs."
MAY_READ = "Let everybody read it (chmod -R a+rX), or unpack it anew."
"""What to do, in a refusal."""

LINK = "is a link"
SPECIAL = "is not a regular file"
FOLDER = "is a folder"

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_JUNCTION = 0xA0000003
"""What Windows calls a folder that stands for another one."""


class Unreadable(Exception):
    """A submission that cannot be read as a whole; the message goes on after its name.

    ``advice`` says what to do about it, a sentence of its own.
    """

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.advice = advice


class Tree(Protocol):
    """The files that somebody handed in."""

    @property
    def members(self) -> Mapping[str, str]:
        """Every path, "/" between its parts, and why it cannot be read: "" for a plain file.

        Raises:
            Unreadable: there are too many.
        """

    def read(self, path: str, most: int) -> bytes:
        """All bytes of a member.

        Raises:
            Rejected: it is not a plain file, has more than ``most`` bytes or is damaged.
        """

    def close(self) -> None:
        """Let go of it."""


def named(path: str) -> str:
    """A path of a stranger as a part of one printable line, without a command for a CI runner."""
    line = path.replace("\n", "\\n").replace("\t", "\\t")
    text = printable(line.replace("::", ":\\x3a").replace("##", "#\\x23"))
    half = _MAX_PATH_CHARACTERS // 2
    return text if len(text) <= 2 * half else f"{text[:half]}...{text[-half:]}"


def left_out(path: str) -> bool:
    """True for what tools leave behind, and in their folders."""
    return not LEFT_OUT.isdisjoint(path.split("/"))


class Folder:
    """A folder of a stranger. The folder itself may be a link: its path is not the stranger's."""

    def __init__(self, root: Path) -> None:
        self._root: int | str = os.open(root, _FOLDER)

    @cached_property
    def members(self) -> dict[str, str]:
        """Every path below it, and why it cannot be read."""
        found = {}
        waiting: list[tuple[str, ...]] = [()]
        seen = 0
        while waiting:
            for path, kind in self._listed(waiting.pop()):
                seen += 1
                if seen > MAX_MEMBERS:
                    raise Unreadable(f"holds more than {MAX_MEMBERS:,} files", ONLY_EXERCISES)
                if kind == FOLDER and len(path) <= MAX_DEPTH_FOLDERS:
                    waiting.append(path)
                else:
                    found["/".join(path)] = kind
        return found

    def read(self, path: str, most: int) -> bytes:
        """All bytes of a member."""
        *parents, name = path.split("/")
        try:
            place = self._enter(parents)
            try:
                fd = self._open(place, name)
            finally:
                self._leave(place)
            return regular(fd, most)
        except OSError as error:
            raise Rejected(_unreadable(error), MAY_READ) from None
        except ValueError:  # a name that this system cannot have
            raise Rejected("cannot be read here", "Give it a plain name.") from None

    def close(self) -> None:
        """Let go of it."""
        self._leave(self._root)

    def _listed(self, parts: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        """The members of a folder; the folder itself where it cannot be read."""
        try:
            place = self._enter(parts)
        except OSError as error:
            yield parts, _unreadable(error)
            return
        try:
            with os.scandir(place) as entries:
                yield from (
                    ((*parts, each.name), _kind(each))
                    for each in entries
                    if each.name not in LEFT_OUT
                )
        finally:
            self._leave(place)

    # Places are descriptors here, and paths below.

    def _enter(self, parts: Sequence[str]) -> int | str:
        place = os.open(".", _FOLDER, dir_fd=int(self._root))
        for part in parts:  # one by one: O_NOFOLLOW holds for the last part of a path only
            outer = place
            try:
                place = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=outer)
            finally:
                os.close(outer)
        return place

    def _open(self, place: int | str, name: str) -> int:
        return os.open(name, SAFELY, dir_fd=int(place))

    def _leave(self, place: int | str) -> None:
        os.close(int(place))


class FolderByPath(Folder):
    """The same where folders have no descriptors: every part is looked at before it is used."""

    def __init__(self, root: Path) -> None:
        self._root = str(root.absolute())

    def _enter(self, parts: Sequence[str]) -> int | str:
        place = str(self._root)
        for part in parts:
            place = os.path.join(place, part)
            if not _is_folder(os.lstat(place)):
                raise NotADirectoryError(errno.ENOTDIR, "a link on the way")
        return place

    def _open(self, place: int | str, name: str) -> int:
        path = os.path.join(str(place), name)
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise OSError(errno.EINVAL, SPECIAL)
        return os.open(path, SAFELY)

    def _leave(self, place: int | str) -> None:
        pass


def folder(root: Path) -> Folder:
    """A folder, read in the safest way that this system has."""
    by_descriptor = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
    return Folder(root) if by_descriptor else FolderByPath(root)


def _kind(entry: os.DirEntry[str]) -> str:
    """Why a member of a folder is not a plain file."""
    if entry.is_symlink():
        return LINK
    if entry.is_dir(follow_symlinks=False):
        return FOLDER
    return "" if entry.is_file(follow_symlinks=False) else SPECIAL


def kind_at(path: Path) -> str:
    """The same of a path: "" for a plain file.

    Raises:
        OSError: nothing is there, or it may not be looked at.
    """
    status = os.lstat(path)
    if _is_folder(status):
        return FOLDER
    # A folder that is none is a junction.
    if stat.S_ISLNK(status.st_mode) or stat.S_ISDIR(status.st_mode):
        return LINK
    return "" if stat.S_ISREG(status.st_mode) else SPECIAL


def _is_folder(status: os.stat_result) -> bool:
    return stat.S_ISDIR(status.st_mode) and getattr(status, "st_reparse_tag", 0) != _JUNCTION


def _unreadable(error: OSError) -> str:
    return f"cannot be read ({error.strerror})"
