"""What somebody handed in: ``opened(path)`` reads all that a grading needs, at once."""

from __future__ import annotations

import dataclasses
import io
import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graders.model import exercises
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.model.stubs import is_untouched
from graders.submissions import sources
from graders.submissions.archives import PACK_ANEW, PACKED, archive, unpacked
from graders.submissions.differences import Differences, differences
from graders.submissions.lookalikes import lookalike, stub_named
from graders.submissions.places import Places, base_of, in_the_way, is_bare, place_of, search
from graders.submissions.platforms import origins
from graders.submissions.sources import Answer, Rejected
from graders.submissions.tree import (
    FOLDER,
    LINK,
    MAY_READ,
    SPECIAL,
    Tree,
    Unreadable,
    folder,
    named,
)

MAX_INNER_BYTES = 64 << 20
"""Of an archive inside of what was handed in."""

MAX_LISTED = 5
"""Names in one remark."""

MAX_LOOKED_AT = 200
"""Names that are looked at for one that was meant as a stub."""

HAND_IN = "Hand in the folder exercises/ as it is, or the stub by its name."

ONE_OF_THEM = "Hand in one of them."

OF_A_CLASS = "If it is a whole class, give grade_class this alone."


@dataclass(frozen=True)
class Submission:
    """What somebody handed in, read whole."""

    name: str
    """Its path, printable."""
    places: dict[str, str]
    """Where the stub of each exercise is inside the submission, or would be, by its name."""
    stubs: dict[str, bytes | Rejected]
    """What is at each of these places, or why it was not taken."""
    ignored: Differences
    """What differs from what was handed out; it has no influence."""
    remarks: tuple[str, ...] = ()
    """What to know of where things were found."""

    def file_of(self, exercise: Exercise) -> str:
        """Where an exercise's stub is inside the submission, or would be."""
        return self.places[exercise.name]

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
        advice: str = HAND_IN,
    ) -> None:
        super().__init__(what, advice)


class Ambiguous(Rejected):
    """Several files for one stub, and they differ."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = ", ".join(map(named, sorted(names)))
        what = f"is there in different versions, and nothing says which one counts: {listed}"
        super().__init__(what, ONE_OF_THEM)


def opened(path: Path, among: Iterable[Exercise]) -> Submission:
    """What is handed in at a path, with the stubs of these exercises: a folder, a .zip or a .tar.

    Raises:
        Usage: it cannot be read, or no stub is inside.
    """
    name = named(str(path))
    try:
        return read(path, among, name)
    except Unreadable as unreadable:
        raise Usage(f"{name}: {unreadable}. {unreadable.advice}") from None


def rejected(name: str, among: Iterable[Exercise], why: Rejected) -> Submission:
    """One of which nothing can be graded, each stub for the same reason."""
    places = {exercise.name: place_of(exercise) for exercise in among}
    return Submission(name, places, dict.fromkeys(places.values(), why), Differences([]))


def read(path: Path, among: Iterable[Exercise], name: str) -> Submission:
    """The same under a name of its own.

    Raises:
        Unreadable: it cannot be read, or no stub is inside; the path is not in the message.
    """
    known = list(among)
    try:
        kind = os.stat(path).st_mode
        if not (stat.S_ISDIR(kind) or stat.S_ISREG(kind)):
            raise Unreadable("is neither a folder nor an archive", HAND_IN)
        with closing(folder(path) if stat.S_ISDIR(kind) else archive(path)) as theirs:
            found = search(theirs.members, known)
            if not any(found.values()) and (inner := _inner(theirs)):
                return _of_inner(name, theirs, inner, known)
            return _taken(name, theirs, known, found)
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})", MAY_READ) from None


def _inner(theirs: Tree) -> str:
    """The one archive in a tree; "" for none.

    Raises:
        Unreadable: there are several.
    """
    files = (path for path, kind in theirs.members.items() if not kind)
    found = sorted(path for path in files if PACKED.search(path))
    if len(found) > 1:
        listed = ", ".join(map(named, found[:MAX_LISTED]))
        what = f"holds no stub, and {len(found)} archives ({listed})"
        raise Unreadable(what, f"{ONE_OF_THEM} {OF_A_CLASS}")
    return found[0] if found else ""


def _of_inner(name: str, theirs: Tree, inner: str, known: list[Exercise]) -> Submission:
    """What an archive in the tree holds. What it holds packed in turn is not opened."""
    shown = named(inner)
    try:
        with closing(unpacked(io.BytesIO(theirs.read(inner, MAX_INNER_BYTES)))) as within:
            taken = _taken(name, within, known, search(within.members, known))
    except (Rejected, Unreadable) as problem:
        raise Unreadable(f"holds no stub but {shown}, which {problem}", problem.advice) from None
    return dataclasses.replace(taken, remarks=(f"opened: {shown}", *taken.remarks))


def agreed(versions: Mapping[str, bytes | Rejected]) -> bytes | Rejected:
    """The text that the files of these names have in common; no choice where they differ."""
    found = list(versions.values())
    return found[0] if all(each == found[0] for each in found) else Ambiguous(versions)


def without_stub(known: Sequence[Exercise], names: Sequence[str] = ()) -> Unreadable:
    """Why nothing can be graded where there is nothing to grade but files of these names."""
    what = f"holds no stub, such as {place_of(known[0])}"
    stubs = [exercise.stub.name for exercise in known]
    tops = {name.partition("/")[0]: "/" in name for name in names[:MAX_LOOKED_AT]}
    if platforms := {origin.platform for origin in origins(tops).values() if origin}:
        what = f"holds no stub, but what looks like a whole class of {min(platforms)}'s"
        return Unreadable(what, "Give grade_class this alone.")
    looking = ((name, lookalike(name, stubs)) for name in names[:MAX_LOOKED_AT])
    found = [(name, alike) for name, alike in looking if alike]
    if not found:
        return Unreadable(what, HAND_IN)
    name, alike = max(found, key=lambda each: bool(each[1].stub))
    return Unreadable(f"{what}; {named(name)} {alike.what}", alike.advice)


def _taken(name: str, theirs: Tree, known: list[Exercise], found: Places) -> Submission:
    base, bare, blocked = base_of(found), is_bare(found), in_the_way(theirs.members, known)
    places: dict[str, str] = {}
    stubs: dict[str, bytes | Rejected] = {}
    for exercise in known:
        at = [each.path for each in found[exercise.name]]
        usual = exercise.stub.name if bare else place_of(exercise)
        place = sys.intern(min(at).removeprefix(base) if at else usual)  # a class has it often
        texts = {path.removeprefix(base): _stub(theirs, path) for path in at}
        places[exercise.name] = place
        stubs[place] = agreed(texts) if texts else blocked.get(exercise.name) or Missing()
    if all(isinstance(each, Missing) for each in stubs.values()):
        if not theirs.members:
            raise Unreadable(f"is empty: it holds no stub, such as {place_of(known[0])}", HAND_IN)
        raise without_stub(known, sorted(theirs.members))
    bases = sorted({each.base for at in found.values() for each in at})
    if len(bases) > 1 and all(isinstance(each, Ambiguous | Missing) for each in stubs.values()):
        listed = ", ".join(map(named, bases[:MAX_LISTED]))
        raise Unreadable(f"holds several submissions ({listed})", f"{ONE_OF_THEM} {OF_A_CLASS}")
    graded = {each.path for at in found.values() for each in at}
    with closing(folder(exercises.ROOT)) as ours:
        ignored = differences(theirs, base, ours, graded)
    by_name = {exercise.stub.name for exercise in known}
    odd = sorted(
        place
        for exercise in known
        if found[exercise.name]
        and (place := places[exercise.name]) not in (place_of(exercise), exercise.stub.name)
    )
    renamed = [place for place in odd if place.rpartition("/")[2] not in by_name]
    moved = [place for place in odd if place not in renamed]
    remarks = [f"found at another place: {listing(moved)}"] if moved else []
    if renamed:
        remarks.append(f"read as the stub though called otherwise: {listing(renamed)}")
    taken = Submission(name, places, stubs, ignored, tuple(remarks))
    return with_lookalikes(taken, known)


def with_lookalikes(taken: Submission, known: Sequence[Exercise]) -> Submission:
    """The same, saying of what was not read that it looks like an answer which is not there."""
    by_stub = {exercise.stub.name: exercise for exercise in known}
    stubs, remarks = dict(taken.stubs), list(taken.remarks)
    missing = [
        stub
        for stub, exercise in by_stub.items()
        if isinstance(stubs[taken.file_of(exercise)], Missing)
    ]
    for name in taken.ignored.names:
        alike = lookalike(name, missing)
        if alike and alike.stub:
            what = f"not in the submission; {name} {alike.what}"
            stubs[taken.file_of(by_stub[alike.stub])] = Missing(what, alike.advice)
            continue
        exercise = by_stub.get(stub_named(name.rsplit("/", 1)[-1], by_stub))
        answer = stubs[taken.file_of(exercise)] if exercise else b""
        if exercise and isinstance(answer, bytes) and is_untouched(exercise.name, answer):
            told = f"{name} was not read, and {exercise.stub.name} is as it was handed out"
            remarks.append(f"{told}: give the stub's name to the one that is the answer")
    return dataclasses.replace(taken, stubs=stubs, remarks=tuple(remarks))


def listing(names: Sequence[str]) -> str:
    """The first of some names of a stranger."""
    more = len(names) - MAX_LISTED
    shown = ", ".join(map(named, names[:MAX_LISTED]))
    return f"{shown} and {more} more" if more > 0 else shown


def _stub(theirs: Tree, path: str) -> bytes | Rejected:
    """The bytes of a member, or why they are not taken."""
    if why := theirs.members[path]:
        return Rejected(why, "" if why in (LINK, SPECIAL, FOLDER) else PACK_ANEW)
    try:
        return theirs.read(path, sources.MAX_SOURCE_BYTES)
    except Rejected as rejected:
        return rejected
