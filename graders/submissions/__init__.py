"""Somebody else's tree: its stubs are taken as bytes, everything else in it is ignored, and told where it differs.

    tree.py          a folder of a stranger, read without following a link
    archives.py      a .zip or .tar of a stranger, read in memory
    platforms.py     whose a file is and what it was called, by the name that a learning platform gave it
    loose.py         the files of one learner that lie loose among others', put together
    differences.py   what differs from this repository

``opened(path)`` reads all that a grading needs at once; nothing of a submission is imported, executed or unpacked.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graders.model import exercises
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.submissions import sources
from graders.submissions.archives import archive
from graders.submissions.differences import Differences, differences
from graders.submissions.platforms import stub_named
from graders.submissions.sources import Answer, Rejected
from graders.submissions.tree import Tree, Unreadable, folder, named

EXERCISES = "exercises"
"""The folder that makes a tree one of this repository's."""


@dataclass(frozen=True)
class Layout:
    """Where the stubs are in a tree."""

    base: str = ""
    """The folder that the tree is in, with its slash: "", or one folder deep as in GitHub's
    archives."""
    flat: bool = False
    """The stubs lie side by side, without the folders of the exercises."""

    def place(self, exercise: Exercise) -> str:
        """The path of an exercise's stub, as seen from the base."""
        return exercise.stub.name if self.flat else "/".join(exercise.stub.parts[-4:])


@dataclass(frozen=True)
class Submission:
    """What somebody handed in, read whole."""

    name: str
    """Its path, printable."""
    layout: Layout
    stubs: dict[str, bytes | Rejected]
    """What is at the place of each stub, or why it was not taken."""
    ignored: Differences
    """What differs from this repository; it has no influence."""

    def file_of(self, exercise: Exercise) -> str:
        """Where an exercise's stub is inside the submission, or would be."""
        return self.layout.place(exercise)

    def answer(self, exercise: Exercise) -> Answer:
        """What was handed in for an exercise."""
        file = self.file_of(exercise)
        return Answer.of(file, self.stubs[file])

    @property
    def fields(self) -> Mapping[str, Any]:
        """What the report says of it."""
        names, others = self.ignored
        return {
            "source": "submission",
            "submission": self.name,
            "ignored": names,
            "ignored_more": others,
        }


class Missing(Rejected):
    """No such file."""

    missing = True

    def __init__(
        self,
        what: str = "not in the submission",
        advice: str = "Hand in the folder exercises/ as it is, or the file by this name.",
    ) -> None:
        super().__init__(what, advice)


class Ambiguous(Rejected):
    """Several files for one stub, and they differ."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = ", ".join(map(named, sorted(names)))
        super().__init__(
            f"is there in different versions, and nothing says which one counts: {listed}", ONLY_ONE
        )


ONLY_ONE = "Hand in one of them."


def opened(path: Path, among: Iterable[Exercise]) -> Submission:
    """What is handed in at a path, with the stubs of these exercises: a folder, a .zip or a .tar.

    Raises:
        Usage: it cannot be read, or no stub is inside.
    """
    name = named(str(path))
    try:
        return read(path, among, name)
    except Unreadable as unreadable:
        raise Usage(f"{name}: {unreadable}") from None


def read(path: Path, among: Iterable[Exercise], name: str) -> Submission:
    """The same under a name of its own.

    Raises:
        Unreadable: it cannot be read, or no stub is inside; the path is not in the message.
    """
    try:
        theirs = _tree(path)
        try:
            return _taken(name, theirs, list(among))
        finally:
            theirs.close()
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})") from None


def agreed(versions: Mapping[str, bytes | Rejected]) -> bytes | Rejected:
    """What the files of these names have in common: their text; where it differs nothing is
    chosen."""
    found = list(versions.values())
    return found[0] if all(each == found[0] for each in found) else Ambiguous(versions)


def _tree(path: Path) -> Tree:
    kind = os.stat(path).st_mode
    if stat.S_ISDIR(kind):
        return folder(path)
    if stat.S_ISREG(kind):
        return archive(path)
    raise Unreadable("is neither a folder nor an archive")


def _taken(name: str, theirs: Tree, known: list[Exercise]) -> Submission:
    layout = _layout(theirs, known)
    paths = _paths(theirs, layout, known)
    stubs = {
        place: agreed({path: _stub(theirs, layout.base, path) for path in paths[place]})
        for place in map(layout.place, known)
    }
    if all(isinstance(found, Missing) for found in stubs.values()):
        raise Unreadable(without_stub(known, empty=not theirs.members))
    ours = folder(exercises.ROOT)
    try:
        graded = {layout.base + path for each in paths.values() for path in each}
        ignored = differences(theirs, layout.base, ours, graded)
    finally:
        ours.close()
    return Submission(name, layout, stubs, ignored)


def without_stub(known: list[Exercise], empty: bool = False) -> str:
    """Why nothing can be graded where there is nothing to grade."""
    return f"{'is empty: it ' if empty else ''}holds no stub, such as {Layout().place(known[0])}"


def _paths(theirs: Tree, layout: Layout, known: list[Exercise]) -> dict[str, list[str]]:
    """By the place of each stub, the files that stand for it: where they lie side by side, copies of it too."""
    places = {layout.place(exercise) for exercise in known}
    found = defaultdict(list)
    if layout.flat:
        for path in theirs.members:
            if path.startswith(layout.base):
                found[stub_named(path.removeprefix(layout.base), places)].append(
                    path.removeprefix(layout.base)
                )
    return {place: found.get(place, [place]) for place in places}


def _layout(theirs: Tree, known: list[Exercise]) -> Layout:
    """The only folder that holds exercises/; where there is none, the only one that holds stubs side by side."""
    names = {exercise.stub.name for exercise in known}
    trees = _bases(theirs, lambda rest: rest.split("/")[0] == EXERCISES)
    base = _only(trees or _bases(theirs, lambda rest: bool(stub_named(rest, names))))
    return Layout(base, flat=not trees)


def _bases(theirs: Tree, wanted: Callable[[str], bool]) -> set[str]:
    """The top of the tree and the folders in it that hold something wanted."""
    found = set()
    for path in theirs.members:
        top, _, rest = path.partition("/")
        if wanted(path):
            found.add("")
        elif wanted(rest):
            found.add(f"{top}/")
    return found


def _only(bases: set[str]) -> str:
    if len(bases) > 1 and "" not in bases:
        raise Unreadable(
            f"holds several submissions ({', '.join(map(named, sorted(bases)[:5]))}): give one of them"
        )
    return "" if "" in bases else next(iter(bases), "")


def _stub(theirs: Tree, base: str, place: str) -> bytes | Rejected:
    """The bytes at a place, or why they are not taken."""
    try:
        _check(theirs, base, place)
        return theirs.read(base + place, sources.MOST)
    except Rejected as rejected:
        return rejected


def _check(theirs: Tree, base: str, place: str) -> None:
    parts = place.split("/")
    for end in range(1, len(parts)):
        above = "/".join(parts[:end])
        if base + above in theirs.members:
            raise Rejected(
                f"is not there: {above} {theirs.members[base + above] or 'is no folder'}"
            )
    if base + place not in theirs.members:
        raise Missing
    if theirs.members[base + place]:
        raise Rejected(theirs.members[base + place])
