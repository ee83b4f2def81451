"""What a learning platform writes into the name of a file: whose it is, what they called it.

    Canvas        lovelaceada_12345_67890_stub.py, lovelaceada_LATE_12345_67890_stub-1.py,
                  lovelaceada_12345_text.html
    Moodle        Ada Lovelace_12345_assignsubmission_file_stub.py,
                  or a folder whose name ends after "file_"
    Blackboard    Assignment_ada_attempt_2026-11-01-10-00-00_stub.py,
                  and a receipt that ends in .txt after the time
    Brightspace   12345-67890 - Ada Lovelace - Nov 1, 2026 1000 AM - stub.py,
                  or a folder that ends after the time
    Gradescope    folders submission_12345, whose learners submission_metadata.yml names

What the platform wrote comes first, what the learner chose comes last: a name is read from its
left, so that no file of a learner can claim to be somebody else's.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple


class Origin(NamedTuple):
    """Where a file comes from, as its name says."""

    platform: str
    learner: str
    """The learner's name, or the login where there is no name."""
    account: str
    """The part of the name that all files of this learner share, and nobody else's."""
    file: str
    """What the learner called it; "" for a folder, or for what the platform itself adds."""
    when: datetime | None = None
    """When it was handed in, in the platform's own time; None where the name does not say."""
    late: bool = False
    """The platform marks it as late."""


_PATTERNS = {
    "Moodle": r"(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?",
    "Blackboard": (
        r"(?P<id>.*?(?P<name>[^_]+))_attempt_(?P<when>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)"
        r"(?:_(?P<file>.+)|\.txt)"
    ),
    "Brightspace": (
        r"(?P<id>\d+)-\d+ - (?P<name>.+?) - "
        r"(?P<when>[A-Z][a-z]+ \d{1,2}, \d{4} \d{3,4} [AP]M)(?: - (?P<file>.+))?"
    ),
    "Canvas": (
        r"(?:(?P<name>.+?)_(?P<late>LATE_)?(?P<id>\d+)"
        r"|(?P<early>LATE_)?(?P<code>anon_[A-Za-z0-9]+))"
        r"_(?:\d+_(?P<file>.*[^\d_.].*)|(?:text|link)\.html)"
    ),
}
"""How each platform names what it hands out; Canvas last, whose names others may look like."""

_WHOLE = {name: re.compile(pattern, re.DOTALL) for name, pattern in _PATTERNS.items()}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def origins(names: Mapping[str, bool]) -> dict[str, Origin | None]:
    """Where the entries of a folder come from; None for a name that is not a platform's.

    ``names`` has True for those that are folders. Where a name can be read in two ways, the
    platform that named most of the entries is taken.
    """
    readings = {name: list(_readings(name, folder)) for name, folder in names.items()}
    common = Counter(each.platform for found in readings.values() for each in found)
    chosen = {
        name: max(found, key=lambda each: common[each.platform], default=None)
        for name, found in readings.items()
    }
    return _with_whole_logins(chosen)


def _with_whole_logins(found: Mapping[str, Origin | None]) -> dict[str, Origin | None]:
    """The same, with logins of Blackboard that have a "_": before them all stands the assignment.

    The words that all accounts begin with are taken for its name; a single one ends after its
    last "_".
    """
    ours = {each.account for each in found.values() if each and each.platform == "Blackboard"}
    columns = zip(*(account.split("_")[:-1] for account in ours), strict=False)
    words = len(list(itertools.takewhile(lambda column: len(set(column)) == 1, columns)))
    if len(ours) < 2 or not words:
        return dict(found)
    return {
        name: each._replace(learner="_".join(each.account.split("_")[words:]))
        if each and each.platform == "Blackboard"
        else each
        for name, each in found.items()
    }


def _readings(name: str, folder: bool) -> Iterator[Origin]:
    for platform, pattern in _WHOLE.items():
        match = pattern.fullmatch(name)
        if match is None or (folder and (match["file"] or platform == "Canvas")):
            continue
        found = {"late": "", "early": "", "code": "", "when": ""} | match.groupdict("")
        learner, account = found["name"] or found["code"], found["code"] or found["id"]
        if platform in ("Moodle", "Brightspace", "Canvas") and not found["code"]:
            account = f"{learner}_{account}"  # two people under one number stay two
        late = bool(found["late"] or found["early"])
        yield Origin(platform, learner, account, found["file"], _when(found["when"]), late)


def _when(text: str) -> datetime | None:
    """The time that a name tells; None for none, or for one that no calendar has."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    with contextlib.suppress(ValueError):
        if text[:1].isdigit():
            return datetime(*numbers)  # type: ignore[arg-type]
        if text:
            day, year, clock = numbers
            hour = clock // 100 % 12 + (12 if text.endswith("PM") else 0)
            return datetime(year, _MONTHS.index(text[:3].lower()) + 1, day, hour, clock % 100)
    return None


GRADESCOPE = "submission_metadata.yml"
"""The file of an export that names the learners of its folders."""


def named_by_gradescope(metadata: str) -> dict[str, str]:
    """The learners' names by their folders, several of a group with commas."""
    found = {}
    for part in re.split(r"^(?=\S)", metadata, flags=re.MULTILINE):
        folder = re.match(r"(submission_\d+):\s*$", part, re.MULTILINE)
        names = re.findall(r"^\s+(?:- )?:?name: *(['\"]?)(.+?)\1\s*$", part, re.MULTILINE)
        if folder and names:
            found[folder[1]] = ", ".join(name for _, name in names)
    return found
