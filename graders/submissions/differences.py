"""What a submission changes or adds besides its stubs: it has no influence, but it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from graders.model import exercises
from graders.model.exercises import Exercise, find_exercises
from graders.model.versions import HANDED_OUT
from graders.submissions.handout.pages import pages_of, readme, topic_page
from graders.submissions.handout.workflow import (
    OLDER_FORM,
    WORKFLOW,
    course_of,
    older_form,
    workflow,
)
from graders.submissions.sources import Rejected
from graders.submissions.tree import Folder, Tree, left_out, named

MAX_NAMES = 50
"""Names that are kept; the others are only counted."""

MAX_OWN_BYTES = 8 << 20
"""Of a file of ours that is compared."""

MAX_MADE_BYTES = 1 << 20
"""Of a file that may be one that was made for a handout."""

EXPECTED = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|results\.json|junit\.xml|\.coverage", re.DOTALL
)
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
    known = _Known(theirs, ours)
    found = sorted(
        path.removeprefix(base)
        for path in theirs.members
        if not (path in graded or left_out(path) or EXPECTED.fullmatch(path.rsplit("/", 1)[-1]))
        and not known.has(path, path.removeprefix(base))
    )
    return Differences([named(path) for path in found[:MAX_NAMES]], len(found[MAX_NAMES:]))


class _Known:
    """What there is of ours: the files of this repository, and the texts of handouts of it."""

    def __init__(self, theirs: Tree, ours: Folder) -> None:
        self._theirs, self._ours = theirs, ours

    @cached_property
    def _among(self) -> list[Exercise]:
        # Only where something has to be told: a hand-in of answers alone asks for none of it.
        return find_exercises(exercises.ROOT)

    @cached_property
    def _folders(self) -> dict[str, Path]:
        return {each.folder.name: each.folder for each in self._among} | {
            each.folder.parent.name: each.folder.parent for each in self._among
        }

    def has(self, path: str, below: str) -> bool:
        """True where a member of theirs is one of ours; ``below`` is its path in their tree."""
        if self._theirs.members[path]:
            return False
        if below == HANDED_OUT:  # what update goes by at the learner's: nothing here reads it
            return True
        own = self._own(below)
        return self._same(path, own) or (own in self._made and self._is_made(path, own))

    def _own(self, below: str) -> str:
        """The path here: exercises and topics are known by their folders, wherever these lie."""
        *above, name = below.split("/")
        folder = self._folders.get(above[-1].lower()) if above else None
        return "/".join([*folder.relative_to(exercises.ROOT).parts, name]) if folder else below

    def _same(self, path: str, own: str) -> bool:
        try:
            known = self._ours.read(own, MAX_OWN_BYTES)
            return _lines(self._theirs.read(path, 2 * len(known))) == _lines(known)
        except Rejected:
            return False

    @cached_property
    def _made(self) -> dict[str, Callable[[str], Iterable[str]]]:
        """What makes the texts that only a handout has, of the one that is there, by path."""
        folders = {path.split("/")[-2] for path in self._theirs.members if "/" in path}
        chosen = [each for each in self._among if each.folder.name in folders]
        if not chosen:
            return {}

        def workflows(text: str) -> Iterable[str]:
            where = course_of(text)
            both = (True, False)
            return [workflow(where, chosen, everything) for everything in both] if where else []

        def made_of(page: Path) -> Callable[[str], Iterable[str]]:
            return lambda _: [topic_page(page, chosen, self._among)]

        topics = {each.folder.parent for each in chosen}
        pages = [page for topic in topics for page in pages_of(topic)]
        return {
            "README.md": lambda _: [readme(chosen, on_github) for on_github in (True, False)],
            WORKFLOW: workflows,
            OLDER_FORM: lambda _: [older_form(chosen)],
            **{page.relative_to(exercises.ROOT).as_posix(): made_of(page) for page in pages},
        }

    def _is_made(self, path: str, own: str) -> bool:
        try:
            data = self._theirs.read(path, MAX_MADE_BYTES)
            made = self._made[own](data.decode("utf-8", "replace"))
            return any(_lines(data) == each.encode() for each in made)
        except (Rejected, OSError):
            return False


def _lines(data: bytes) -> bytes:
    """A checkout that turned the ends of lines around is the same."""
    return data.replace(b"\r\n", b"\n")
