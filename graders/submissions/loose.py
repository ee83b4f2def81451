"""What one learner handed in as entries of a folder that others share: loose stubs, archives, folders, or all of these.

Where the platform's names tell the times, the newest file counts for each stub. Where they do not, or where two are
equally new, files that differ are not chosen from. Canvas is such a case: it hands out the newest attempt only, so two
files of one name ("stub.py", "stub-1.py") were handed in together.
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
from graders.submissions.differences import LISTED, Differences
from graders.submissions.platforms import stub_named
from graders.submissions.sources import Rejected
from graders.submissions.submission import (
    Ambiguous,
    Layout,
    Missing,
    Submission,
    agreed,
    read,
    without_stub,
)
from graders.submissions.tree import FOLDER, LINK, Unreadable, kind_at, named

DOCUMENT = re.compile(
    r".*\.(csv|db|gif|html?|ini|jpe?g|json|lock|log|md|ods|png|rst|sqlite(-\w+)?|svg|toml|tsv|txt|url|xls[mx]?|xml|ya?ml)",
    re.DOTALL | re.IGNORECASE,
)
"""The name of a text, a table or a picture: never an answer."""

LINKED = "is a link: links are never followed"


class Part(NamedTuple):
    """One entry of the folder."""

    path: Path
    file: str
    """What the learner called it; "" for what the platform itself made."""
    when: datetime | None = None
    """When it was handed in, where its name says so."""


class Version(NamedTuple):
    """One text for a stub."""

    name: str
    """Where it is, printable."""
    text: bytes | Rejected
    when: datetime | None


class Held(NamedTuple):
    """What a part holds."""

    stubs: Mapping[str, Version]
    """By the name of the stub."""
    changed: Differences


def gathered(
    name: str, parts: Sequence[Part], among: Sequence[Exercise]
) -> tuple[Submission, list[str]]:
    """The submission that these parts are, and remarks for whoever grades: what was not read, what was replaced.

    Raises:
        Unreadable: nothing in them can be graded.
    """
    if len(parts) == 1 and _is_whole(parts[0]):
        return read(parts[0].path, among, name), []
    versions: dict[str, list[Version]] = defaultdict(list)
    changed: list[str] = []
    more = 0
    unread = {}
    for part in parts:
        try:
            held = _held(part, among)
        except Unreadable as unreadable:
            unread[named(part.path.name)] = str(unreadable)
            continue
        changed += held.changed.names
        more += held.changed.more
        for stub, version in held.stubs.items():
            versions[stub].append(version)
    if not versions:
        raise Unreadable(_nothing(parts, unread, among))
    older: list[str] = []
    layout = Layout(flat=True)
    stubs = {place: _counting(versions.get(place, []), older) for place in map(layout.place, among)}
    remarks = [f"not read: {part} {why}" for part, why in unread.items()]
    if older:
        remarks.append(f"replaced by a newer one: {', '.join(older)}")
    ignored = Differences(changed[:LISTED], more + len(changed[LISTED:]))
    return Submission(name, layout, stubs, ignored), remarks


def ambiguities(submission: Submission) -> list[str]:
    """The stubs that are there in different versions, and why nothing was chosen."""
    return [
        f"{file} {found}"
        for file, found in submission.stubs.items()
        if isinstance(found, Ambiguous)
    ]


def _is_whole(part: Part) -> bool:
    """True for a folder, and for what may be an archive.

    Raises:
        Unreadable: it may not be read at all.
    """
    if _kind(part) == FOLDER:
        return True
    return bool(part.file) and not (
        DOCUMENT.fullmatch(part.file) or part.file.lower().endswith(".py")
    )


def _kind(part: Part) -> str:
    try:
        kind = kind_at(part.path)
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})") from None
    if kind not in ("", FOLDER):
        raise Unreadable(LINKED if kind == LINK else kind)
    return kind


def _held(part: Part, among: Sequence[Exercise]) -> Held:
    """What a part holds.

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
        return Held(stubs, inside.ignored)
    stub = stub_named(part.file, {exercise.stub.name for exercise in among})
    if not stub:
        return Held({}, Differences([shown] if part.file else []))
    try:
        text = sources.regular(os.open(part.path, sources.SAFELY))
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})") from None
    except Rejected as rejected:
        return Held({stub: Version(shown, rejected, part.when)}, Differences([]))
    return Held({stub: Version(shown, text, part.when)}, Differences([]))


def _counting(versions: Sequence[Version], older: list[str]) -> bytes | Rejected:
    """The text that counts; the names of those that are older are added to ``older``."""
    times = [version.when for version in versions if version.when is not None]
    if len(times) == len(versions) > 0:
        older += [version.name for version in versions if version.when != max(times)]
        versions = [version for version in versions if version.when == max(times)]
    return agreed({version.name: version.text for version in versions}) if versions else Missing()


def _nothing(parts: Sequence[Part], unread: Mapping[str, str], among: Sequence[Exercise]) -> str:
    """Why nothing can be graded."""
    if len(parts) == 1:
        stub = among[0].stub.name
        return next(
            iter(unread.values()),
            f"is neither a stub, such as {stub}, nor a folder or an archive ({TAKEN})",
        )
    return "; ".join(f"{part} {why}" for part, why in unread.items()) or without_stub(list(among))
