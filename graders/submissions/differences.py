"""What a submission changes or adds besides its stubs: it has no influence, but it is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graders.submissions.sources import Rejected
from graders.submissions.tree import Folder, Tree, left_out, named

MAX_NAMES = 50
"""Names that are kept; the others are only counted."""

MAX_OWN_BYTES = 8 << 20
"""Of a file of ours that is compared."""

EXPECTED = {".DS_Store", "Thumbs.db", "results.json", "junit.xml", ".coverage"}
"""Names of files that runs and systems leave behind: of no interest."""


class Differences(NamedTuple):
    """The files of a submission that differ from this repository's, or are only there."""

    names: list[str]
    """The first of them, printable."""
    more: int = 0
    """How many others there are."""


def differences(theirs: Tree, base: str, ours: Folder, stubs: Iterable[str]) -> Differences:
    """What differs or was added in their tree at ``base``; ``stubs`` are the graded paths."""
    graded = set(stubs)
    found = sorted(
        path.removeprefix(base)
        for path in theirs.members
        if not (path in graded or left_out(path) or path.rsplit("/", 1)[-1] in EXPECTED)
        and not _same(theirs, path, ours, path.removeprefix(base))
    )
    return Differences([named(path) for path in found[:MAX_NAMES]], len(found[MAX_NAMES:]))


def _same(theirs: Tree, path: str, ours: Folder, own: str) -> bool:
    """True for equal bytes; a checkout that turned the ends of lines around is the same."""
    if theirs.members[path]:
        return False
    try:
        known = ours.read(own, MAX_OWN_BYTES)
        return _lines(theirs.read(path, 2 * len(known))) == _lines(known)
    except Rejected:
        return False


def _lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
