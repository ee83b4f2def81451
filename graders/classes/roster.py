"""Who handed in what: every sub-folder and every archive of a folder is one learner's."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graders.arguments import Usage
from graders.bench.sources import Unfit
from graders.catalogue import Exercise
from graders.printable import LINE_BYTES, one_line
from graders.submissions import Layout, Submission, opened
from graders.submissions.differences import Differences

ARCHIVE = re.compile(r"\.(zip|tar|tar\.gz|tgz|tar\.bz2|tar\.xz)$", re.IGNORECASE)
"""How the name of an archive ends."""


@dataclass(frozen=True)
class Learner:
    """One learner and what was handed in."""

    name: str
    """Unique in the class, and printable."""
    submission: Submission
    """Where it could not be read, every stub in it is unfit."""
    handed_in: datetime
    """When its folder or archive last changed, UTC."""
    problem: str = ""
    """Why it could not be read, in one line."""

    def digest(self, exercise: Exercise) -> str:
        """Tells one answer to an exercise from another."""
        found = self.submission.stubs[self.submission.file_of(exercise)]
        data = repr(found).encode() if isinstance(found, Unfit) else found
        return hashlib.sha256(data).hexdigest()


def roster(folder: Path, chosen: Sequence[Exercise]) -> list[Learner]:
    """The learners, by name; two of one name are told apart by the endings of what they handed in.

    Raises:
        Usage: the folder cannot be read, or nothing was handed in.
    """
    try:
        handed_in = sorted(path for path in folder.iterdir() if _is_submission(path))
    except OSError as error:
        raise Usage(f"{one_line(str(folder), LINE_BYTES)}: cannot be read ({error.strerror})") from None
    if not handed_in:
        raise Usage(
            f"{one_line(str(folder), LINE_BYTES)}: no folder and no archive in it, so nobody handed in anything"
        )
    shared = Counter(_short(path).casefold() for path in handed_in)
    return [_learner(path, shared[_short(path).casefold()] > 1, chosen) for path in handed_in]


def _is_submission(path: Path) -> bool:
    hidden = path.name.startswith((".", "__MACOSX"))
    return not hidden and (path.is_dir() or bool(ARCHIVE.search(path.name)))


def _short(path: Path) -> str:
    return path.name if path.is_dir() else ARCHIVE.sub("", path.name)


def _learner(path: Path, shared: bool, chosen: Sequence[Exercise]) -> Learner:
    name = one_line(path.name if shared else _short(path), LINE_BYTES)
    changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    try:
        return Learner(name, opened(path, chosen), changed)
    except Usage as unreadable:
        return Learner(name, _unfit(path, chosen, str(unreadable)), changed, str(unreadable))


def _unfit(path: Path, chosen: Sequence[Exercise], problem: str) -> Submission:
    layout = Layout()
    stubs: dict[str, bytes | Unfit] = {
        layout.place(exercise): Unfit(problem, "Hand it in again.") for exercise in chosen
    }
    return Submission(one_line(str(path), LINE_BYTES), layout, stubs, Differences([]))
