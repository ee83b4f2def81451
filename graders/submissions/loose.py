"""What one learner handed in as entries of a folder that others share: stubs, archives, folders.

Where the platform's names tell the times, the newest file counts for each stub. Where they do not,
or where two are equally new, files that differ are not chosen from. Canvas is such a case: it hands
out the newest attempt only, so two files of one name ("stub.py", "stub-1.py") were handed in
together.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from graders.model.exercises import Exercise
from graders.submissions import sources
from graders.submissions.archives import TAKEN
from graders.submissions.differences import MAX_NAMES, Differences
from graders.submissions.lookalikes import NO_TEXT, lookalike, plain, stub_named
from graders.submissions.sources import Rejected
from graders.submissions.submission import (
    HAND_IN,
    Ambiguous,
    Missing,
    Submission,
    agreed,
    read,
    with_lookalikes,
    without_stub,
)
from graders.submissions.tree import FOLDER, LINK, MAY_READ, Unreadable, kind_at, named

DOCUMENT = re.compile(
    r"(?!.*\.py\.txt\Z)"
    r".*\.(csv|db|gif|html?|ini|jpe?g|json|lock|log|md|ods|png|rst|sqlite(-\w+)?|svg|toml|tsv|txt"
    r"|url|xls[mx]?|xml|ya?ml)",
    re.DOTALL | re.IGNORECASE,
)
"""The name of a text, a table or a picture: never an answer, unless Notepad saved it."""


class Part(NamedTuple):
    """One entry of the folder."""

    path: Path
    file: str
    """What the learner called it; "" for what the platform itself made."""
    when: datetime | None = None
    """When it was handed in, where its name says so."""
    unread: str = ""
    """Why it is not at its path: it could not be unpacked from the archive of the class."""


class Version(NamedTuple):
    """One text for a stub."""

    name: str
    """Where it is, printable."""
    text: bytes | Rejected
    when: datetime | None


def gathered(
    name: str, parts: Sequence[Part], among: Sequence[Exercise]
) -> tuple[Submission, list[str]]:
    """The submission that these parts are, and remarks: what was not read, what was replaced.

    Raises:
        Unreadable: nothing in them can be graded.
    """
    if len(parts) == 1 and _is_whole(parts[0]):
        whole = read(parts[0].path, among, name)
        return whole, list(whole.remarks)
    versions: dict[str, list[Version]] = defaultdict(list)
    changed: list[str] = []
    remarks: list[str] = []
    more = 0
    unread: dict[str, Unreadable] = {}
    for part in parts:
        try:
            stubs, differing, noted = _held(part, among)
        except Unreadable as unreadable:
            unread[named(part.path.name)] = unreadable
            continue
        remarks += noted
        changed += differing.names
        more += differing.more
        for stub, version in stubs.items():
            versions[stub].append(version)
    if not versions:
        raise _why_not(parts, unread, among)
    older: list[str] = []
    places = {exercise.name: exercise.stub.name for exercise in among}
    texts = {stub: _counting(versions.get(stub, []), older) for stub in places.values()}
    remarks += [f"not read: {part} {why}" for part, why in unread.items()]
    if older:
        remarks.append(f"replaced by a newer one: {', '.join(older)}")
    ignored = Differences(changed[:MAX_NAMES], more + len(changed[MAX_NAMES:]))
    whole = with_lookalikes(Submission(name, places, texts, ignored, tuple(remarks)), among)
    return whole, list(whole.remarks)


def _why_not(
    parts: Sequence[Part], unread: Mapping[str, Unreadable], among: Sequence[Exercise]
) -> Unreadable:
    """Why nothing of these parts can be graded, and what to do."""
    if len(unread) == len(parts) == 1:
        return next(iter(unread.values()))
    if unread:
        what = "; ".join(f"{part} {why}" for part, why in unread.items())
        return Unreadable(what, " ".join(dict.fromkeys(why.advice for why in unread.values())))
    if len(parts) > 1:
        return without_stub(among, [part.file for part in parts if part.file])
    what = f"is neither a stub, such as {among[0].stub.name}, nor a folder or an archive ({TAKEN})"
    alike = lookalike(parts[0].file, [exercise.stub.name for exercise in among])
    return Unreadable(alike.what, alike.advice) if alike else Unreadable(what, HAND_IN)


def ambiguities(submission: Submission) -> list[str]:
    """The stubs that are there in different versions, and why nothing was chosen."""
    found = submission.stubs.items()
    return [f"{file} {each}" for file, each in found if isinstance(each, Ambiguous)]


def _is_whole(part: Part) -> bool:
    """True for a folder, and for what may be an archive.

    Raises:
        Unreadable: it may not be read at all.
    """
    if part.unread:
        raise Unreadable(part.unread, HAND_IN)
    try:
        kind = kind_at(part.path)
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})", MAY_READ) from None
    if kind not in ("", FOLDER):
        what = "is a link: links are never followed" if kind == LINK else kind
        raise Unreadable(what, "Put what it stands for here itself, as a folder or a file.")
    ending = plain(part.file).rpartition(".")[2]
    single = DOCUMENT.fullmatch(part.file) or ending in {"py", *NO_TEXT}
    return kind == FOLDER or bool(part.file and not single)


def _held(
    part: Part, among: Sequence[Exercise]
) -> tuple[Mapping[str, Version], Differences, Sequence[str]]:
    """What a part holds: by the name of each stub what stands for it; what else is there; remarks.

    Raises:
        Unreadable: it cannot be read, or it is an archive or a folder without a stub.
    """
    shown = named(part.path.name)
    if _is_whole(part):
        inside = read(part.path, among, shown)
        places = {exercise.stub.name: inside.file_of(exercise) for exercise in among}
        stubs = {
            stub: Version(f"{shown}: {named(place)}", inside.stubs[place], part.when)
            for stub, place in places.items()
            if not isinstance(inside.stubs[place], Missing)
        }
        return stubs, inside.ignored, inside.remarks
    stub = stub_named(part.file, {exercise.stub.name for exercise in among})
    if not stub:
        return {}, Differences([shown] if part.file else []), ()
    text: bytes | Rejected
    try:
        text = sources.regular(os.open(part.path, sources.SAFELY))
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})", MAY_READ) from None
    except Rejected as rejected:
        text = rejected
    return {stub: Version(shown, text, part.when)}, Differences([]), ()


def _counting(versions: Sequence[Version], older: list[str]) -> bytes | Rejected:
    """The text that counts; the names of those that are older are added to ``older``."""
    times = [version.when for version in versions if version.when is not None]
    if len(times) == len(versions) > 0:
        older += [version.name for version in versions if version.when != max(times)]
        versions = [version for version in versions if version.when == max(times)]
    return agreed({version.name: version.text for version in versions}) if versions else Missing()
