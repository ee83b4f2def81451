"""What somebody handed in: ``opened(path)`` reads all that a grading needs, at once."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
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


@dataclass(frozen=True)
class Layout:
    """Where the stubs are in a tree."""

    base: str = ""
    """The folder that the tree is in, with its slash: "", or one folder as in GitHub's archives."""
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
        what = f"is there in different versions, and nothing says which one counts: {listed}"
        super().__init__(what, "Hand in one of them.")


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
        kind = os.stat(path).st_mode
        if not (stat.S_ISDIR(kind) or stat.S_ISREG(kind)):
            raise Unreadable("is neither a folder nor an archive")
        with closing(folder(path) if stat.S_ISDIR(kind) else archive(path)) as theirs:
            return _taken(name, theirs, list(among))
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})") from None


def agreed(versions: Mapping[str, bytes | Rejected]) -> bytes | Rejected:
    """The text that the files of these names have in common; no choice where they differ."""
    found = list(versions.values())
    return found[0] if all(each == found[0] for each in found) else Ambiguous(versions)


def without_stub(known: list[Exercise], empty: bool = False) -> str:
    """Why nothing can be graded where there is nothing to grade."""
    return f"{'is empty: it ' if empty else ''}holds no stub, such as {Layout().place(known[0])}"


def _taken(name: str, theirs: Tree, known: list[Exercise]) -> Submission:
    layout = _layout(theirs, known)
    base, places = layout.base, dict.fromkeys(map(layout.place, known))
    copies: dict[str, list[str]] = defaultdict(list)
    # Where stubs lie side by side, a copy of one ("stub (1).py") stands for it too.
    for path in theirs.members if layout.flat else ():
        if path.startswith(base):
            inside = path.removeprefix(base)
            copies[stub_named(inside, places)].append(inside)
    paths = {place: copies.get(place, [place]) for place in places}
    stubs = {
        place: agreed({path: _stub(theirs, base, path) for path in paths[place]})
        for place in places
    }
    if all(isinstance(found, Missing) for found in stubs.values()):
        raise Unreadable(without_stub(known, empty=not theirs.members))
    graded = {base + path for each in paths.values() for path in each}
    with closing(folder(exercises.ROOT)) as ours:
        return Submission(name, layout, stubs, differences(theirs, base, ours, graded))


def _layout(theirs: Tree, known: list[Exercise]) -> Layout:
    """The only folder that holds exercises/, or else the only one with stubs side by side."""
    names = {exercise.stub.name for exercise in known}
    trees = _bases(theirs, lambda path: path.split("/")[0] == "exercises")
    bases = trees or _bases(theirs, lambda path: bool(stub_named(path, names)))
    if len(bases) > 1 and "" not in bases:
        listed = ", ".join(map(named, sorted(bases)[:5]))
        raise Unreadable(f"holds several submissions ({listed}): give one of them")
    return Layout("" if "" in bases else next(iter(bases), ""), flat=not trees)


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


def _stub(theirs: Tree, base: str, place: str) -> bytes | Rejected:
    """The bytes at a place, or why they are not taken."""
    parts = place.split("/")
    for end in range(1, len(parts)):
        above = "/".join(parts[:end])
        if base + above in theirs.members:
            why = theirs.members[base + above] or "is not a folder"
            return Rejected(f"is not there: {above} {why}")
    if base + place not in theirs.members:
        return Missing()
    if theirs.members[base + place]:
        return Rejected(theirs.members[base + place])
    try:
        return theirs.read(base + place, sources.MAX_SOURCE_BYTES)
    except Rejected as rejected:
        return rejected
