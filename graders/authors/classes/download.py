"""What is given as the hand-ins of a class: a folder of them, or the one .zip that a platform made.

The .zip is a platform's, and what is in it are strangers': it is unpacked as carefully as any
hand-in is read, and what cannot be unpacked is a row or a remark of whoever handed it in. It is
there for as long as the answers are read; none of it is left while they run.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graders.authors.classes.roster import LITTER, Roster, roster
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.model.invocation import command
from graders.model.text import LINE_BYTES, one_line
from graders.submissions.archives import Limits, Tar, Zip, archive, is_inside
from graders.submissions.platforms import GRADESCOPE, origins
from graders.submissions.sources import Rejected
from graders.submissions.submission import MAX_INNER_BYTES
from graders.submissions.tree import FOLDER, LINK, Unreadable, kind_at, left_out, named
from graders.workers.scratch import Scratch

OF_A_CLASS = Limits(packed_bytes=4 << 30, directory_bytes=64 << 20, members=250_000)
"""Of a platform's archive: some 80 files for each of 3,000 learners."""

MAX_CLASS_BYTES = 4 << 30
"""Of all that a platform's archive holds, unpacked."""

FEW_LEARNERS = 2
"""From which on a folder in the folder is the class."""

_UNPACKS = {
    ".zip": "unzip -d class {}",
    ".rar": "unar -o class {}",
    ".7z": "7z x -oclass {}",
}
_UNPACKS_TAR = "mkdir class && tar -xf {} -C class"
"""How people unpack what is not taken here."""

_NAME = "name the folder of all hand-ins, or the .zip that the platform made of them"

_BY_ITS_NAME = frozenset(
    {
        errno.EEXIST,
        errno.EILSEQ,
        errno.EINVAL,
        errno.EISDIR,
        errno.ENAMETOOLONG,
        errno.ENOTDIR,
    }
)
"""Errors that a name brings about, and no lack of the machine's."""


@dataclass(frozen=True)
class HandIns:
    """The hand-ins of a class, in a folder."""

    folder: Path
    shown: str
    """What the instructor calls it."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why files of an archive are not in the folder, by their names in it."""

    def roster(self, chosen: Sequence[Exercise], ours: frozenset[str] = frozenset()) -> Roster:
        """Everybody who handed in something."""
        return roster(self.folder, chosen, ours, self.unread, self.shown)


@contextmanager
def all_handed_in(
    path: Path, chosen: Sequence[Exercise], ours: frozenset[str]
) -> Iterator[tuple[Roster, HandIns]]:
    """Everybody who handed in something, and the folder where it is, for as long as the block.

    Where the only entry is a folder or an archive of a class, that one is read.

    Raises:
        Usage: it cannot be read, or nothing was handed in.
    """
    scratch = Scratch()
    try:
        given = _opened(path, one_line(str(path), LINE_BYTES), scratch.folder / "class")
        found = given.roster(chosen, ours)
        given, found = _class_within(given, found, chosen, scratch.folder)
        if [each.entries for each in found.learners] == [("exercises",)]:
            how = command("grade", "--submission", shlex.quote(str(path)))
            told = f"is what one learner handed in; for one: {one_line(how, LINE_BYTES)}"
            raise Usage(f"{given.shown}: {told}; or {_NAME}")
        yield found, given
    finally:
        scratch.remove()


def _class_within(
    given: HandIns, found: Roster, chosen: Sequence[Exercise], into: Path
) -> tuple[HandIns, Roster]:
    """The class that the only entry is: a .zip of a download, a folder in a folder; else the same.

    An entry from which one learner's answers can be read is that learner's.
    """
    inner, here = given, found
    unread: Mapping[str, str] = given.unread
    for depth in ("1", "2"):  # the archive, and the folder of its name in it
        names = {*os.listdir(inner.folder), *(name for name in unread if "/" not in name)}
        names = {name for name in names if not (left_out(name) or LITTER.fullmatch(name))}
        entry = inner.folder / min(names)
        if len(names) > 1 or not (here.learners[0].problem or _looks_like_a_class(entry)):
            break
        try:
            if kind_at(entry) not in ("", FOLDER):  # a link is never followed
                break
            below = f"{entry.name}/"
            theirs = {
                name.removeprefix(below): why
                for name, why in unread.items()
                if name.startswith(below)
            }
            inner = _opened(entry, f"{inner.shown}: {named(entry.name)}", into / depth)
            unread = {**theirs, **inner.unread}
            inner = replace(inner, unread=unread)
            here = inner.roster(chosen)
        except (Usage, OSError):
            break
        if len(here.learners) >= FEW_LEARNERS:
            print(f"  read as the class: {inner.shown}")
            return inner, here
    return given, found


def _looks_like_a_class(folder: Path) -> bool:
    """True for a folder in which names are a platform's."""
    try:
        names = os.listdir(folder) if kind_at(folder) == FOLDER else []
    except OSError:  # an archive, or what may not be looked at
        return False
    told = origins({name: (folder / name).is_dir() for name in names})
    return GRADESCOPE in names or any(told.values())


def _opened(path: Path, shown: str, into: Path) -> HandIns:
    """What is there: a folder as it is, an archive unpacked."""
    try:
        kind = os.stat(path).st_mode
        if stat.S_ISDIR(kind):
            return HandIns(path, shown)
        if not stat.S_ISREG(kind):
            raise Usage(f"{shown}: is neither a folder nor an archive; {_NAME}")
        into.mkdir()
        with closing(archive(path, OF_A_CLASS)) as packed:
            return HandIns(into, shown, _unpack(packed, into, path.stat().st_mtime))
    except OSError as error:
        told = f"cannot be read, or unpacked to {tempfile.gettempdir()} ({error.strerror})"
        raise Usage(f"{shown}: {told}; TMPDIR names another place; or {_NAME}") from None
    except Unreadable as problem:
        if "neither" in str(problem):
            raise Usage(f"{shown}: {problem}; {_NAME}") from None
        how = _UNPACKS.get(path.suffix.lower(), _UNPACKS_TAR).format(shlex.quote(str(path)))
        then = one_line(f"{how} && {command('grade_class', 'class')}", LINE_BYTES)
        raise Usage(f"{shown}: {problem}; unpack it yourself: {then}") from None


def _unpack(packed: Zip | Tar, into: Path, when: float) -> dict[str, str]:
    """Write all that can be written; why other files are not there, by what stands for them.

    Raises:
        OSError: it cannot be written, whatever its name is: the disk is full.
        Unreadable: it holds too much.
    """
    unread: dict[str, str] = {}
    left = MAX_CLASS_BYTES
    names = packed.members
    above = (name.rpartition("/")[0] for name in names if "/" in name and is_inside(name))
    for name in dict.fromkeys([*names.folders, *above]):  # a row also of whom nothing can be read
        _tried(name, unread, (into / name).mkdir, parents=True, exist_ok=True)
    for name, why in names.items():
        if not is_inside(name):
            unread[re.sub(r"[/:\0]+", "_", name).lstrip(".") or "_"] = why
        elif why:
            unread[name] = f"{why}: links are never followed" if why == LINK else why
        elif name not in unread:
            try:
                data = packed.read(name, MAX_INNER_BYTES)
            except Rejected as rejected:
                unread[name] = str(rejected)
                continue
            left -= len(data)
            if left < 0:
                raise Unreadable(f"holds more than {MAX_CLASS_BYTES >> 30} GiB", "")
            _tried(name, unread, _write, into / name, data)
    for place in (into, *into.rglob("*")):
        os.utime(place, (when, when))  # that of the download, as when people unpack it
    return unread


def _write(place: Path, data: bytes) -> None:
    """Write a file that is not there yet, in whatever folders."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        file.write(data)


def _tried(
    name: str, unread: dict[str, str], work: Callable[..., object], *given: object, **named: object
) -> None:
    """Do what may fail by the name of a file alone."""
    try:
        work(*given, **named)
    except ValueError:
        unread[name] = "has a name that no file can have here"
    except OSError as error:
        if error.errno not in _BY_ITS_NAME:
            raise
        unread[name] = f"has a name that no file can have here ({error.strerror})"
