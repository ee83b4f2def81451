"""Who handed in what: every entry of a folder belongs to one learner, or is named as nobody's.

a folder, an archive, any other file    one learner's, under its own name
a name that a platform gave             one learner's, with all other files of this learner
a bare stub                             no name is known: they are put together in one row
a text, a table, a README, our pages    nobody's
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from graders.formats import gradebook
from graders.model.errors import Usage
from graders.model.exercises import Exercise, find_exercises
from graders.model.text import LINE_BYTES, one_line
from graders.submissions.archives import PACKED
from graders.submissions.differences import Differences
from graders.submissions.lookalikes import plain, stub_named
from graders.submissions.loose import DOCUMENT, Part, ambiguities, gathered
from graders.submissions.platforms import (
    GRADESCOPE,
    Origin,
    named_by_gradescope,
    origins,
)
from graders.submissions.sources import SAFELY, Rejected, regular
from graders.submissions.submission import Submission, rejected
from graders.submissions.tree import FOLDER, Unreadable, kind_at, left_out, named

ENDING = re.compile(
    rf"({PACKED.pattern})|\.(py|ipynb)\Z",
    re.IGNORECASE,
)
"""How the names of files end that are called after their learners, taken or not."""

LITTER = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.~lock\..*|~\$.*|\$RECYCLE\.BIN|lost\+found",
    re.DOTALL | re.IGNORECASE,
)
"""What systems and office programs leave in a folder."""

PAPERS = frozenset(
    {"authors", "changelog", "copying", "licence", "license", "makefile", "notes", "readme", "todo"}
)
"""Files of these names are nobody's, whatever their ending."""

MAX_METADATA_BYTES = 16 << 20
"""Of the file by which Gradescope names learners."""

LOOSE = "loose files"
"""The row of stubs whose names tell of nobody."""

NOTHING: Mapping[str, str] = {}

NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Learner:
    """One learner and what was handed in."""

    name: str
    """Unique in the class, and printable."""
    submission: Submission
    """Where it could not be read, every stub in it is rejected."""
    handed_in: datetime
    """When its folder or files last changed, UTC."""
    problem: str = ""
    """Why it could not be read, in one line and without a path of this machine."""
    advice: str = ""
    """What to do about that."""
    key: str = ""
    """Tells it from every other learner, in every run: the name depends on who else is there."""
    remarks: tuple[str, ...] = ()
    """What to look at: what is ambiguous, what was not read, what was replaced."""
    platform: str = ""
    """The learning platform that the names of the entries come from."""
    entries: tuple[str, ...] = ()
    """What of the folder belongs to this learner, printable."""
    late: bool = False
    """The platform marked it as late."""
    fault: str = ""
    """What went wrong in the grader itself when it was opened: it is not graded, then."""
    called: str = ""
    """The name as the platform or the entry has it; several of a group with commas."""
    number: str = ""
    """By which the platform knows the learner, where the name of the entry has it."""
    parts: tuple[Part, ...] = ()
    """The entries themselves."""

    def digest(self, exercise: Exercise) -> str:
        """Tells one answer to an exercise from another."""
        found = self.submission.stubs[self.submission.file_of(exercise)]
        data = repr(found).encode() if isinstance(found, Rejected) else found
        return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Roster:
    """Every entry of the folder, accounted for."""

    learners: Sequence[Learner]
    nobodys: Sequence[str]
    """The names of what belongs to no learner, printable."""
    litter: int
    """Entries that tools left behind."""
    entries: int

    @property
    def account(self) -> str:
        """One line: where all entries went."""
        handed_in = [learner for learner in self.learners if learner.parts]
        refused = sum(bool(learner.problem) for learner in handed_in)
        graded = f"{len(handed_in) - refused} learners graded, {refused} refused"
        nobodys = f"{len(self.nobodys)} nobody's{': ' * bool(self.nobodys)}"
        said = [f"{self.entries} entries: {graded}, {nobodys}{', '.join(self.nobodys)}"]
        if self.litter:
            said.append(f"{self.litter} left behind by tools")
        several = [len(learner.entries) for learner in self.learners if len(learner.entries) > 1]
        if several:
            said.append(f"{sum(several)} gathered for {len(several)} of the learners")
        platforms = Counter(learner.platform for learner in self.learners if learner.platform)
        if platforms:
            counts = ", ".join(f"{name} ({count})" for name, count in platforms.items())
            said.append(f"named by {counts}")
        return "; ".join(said)


class Entry(NamedTuple):
    """One entry of the folder, and whose it is."""

    key: str
    """The same for all entries of this learner, and for nobody else's."""
    short: str
    """The name that is shown unless somebody else could be meant by it."""
    whole: str
    """The name that is shown then."""
    part: Part
    platform: str = ""
    late: bool = False


def roster(
    folder: Path,
    chosen: Sequence[Exercise],
    ours: Container[str] = (),
    unread: Mapping[str, str] = NOTHING,
    shown: str = "",
) -> Roster:
    """Everybody who handed in something, by name.

    ``ours`` are the names of what this command itself writes there; ``unread`` says why files of
    an archive that the folder was made of are not in it, ``shown`` what that is called.

    Raises:
        Usage: the folder cannot be read, or nothing was handed in.
    """
    shown = shown or one_line(str(folder), LINE_BYTES)
    try:
        names = sorted({*os.listdir(folder), *(name for name in unread if "/" not in name)})
    except OSError as error:
        raise Usage(f"{shown}: cannot be read ({error.strerror})") from None
    litter = {name for name in names if left_out(name) or LITTER.fullmatch(name)}
    nobodys = {name for name in names if name in ours}
    # What earlier runs of this command wrote: a table, its state, and the pages of the same name.
    for stem, ending in map(os.path.splitext, names):
        table = f"{stem}.csv"
        if ending == ".sqlite" and table in names and os.path.isfile(folder / stem / "index.html"):
            nobodys |= {stem, f"{stem}{ending}", table}
    stubs = {exercise.stub.name for exercise in find_exercises(chosen[0].folder.parents[2])}
    rest = {name: _is_folder(folder / name) for name in names if name not in litter | nobodys}
    learners: dict[str, list[Entry]] = defaultdict(list)
    # Who is not named there keeps the name of the folder.
    exported = named_by_gradescope(gradescope_metadata(folder)) if GRADESCOPE in names else {}
    for name, origin in origins(rest).items():
        if rest[name] and name in exported:
            origin = Origin("Gradescope", exported[name], f"{exported[name]} {name}", "")
        entry = _entry(folder / name, rest[name], stubs, origin, unread.get(name, ""))
        if entry is None:
            nobodys.add(name)
        else:
            learners[entry.key].append(entry)
    listed = [named(name) for name in sorted(nobodys)]
    if not learners:
        why = "no folder, no archive and no answer in it, so nobody handed in anything"
        also = f"; nobody's: {', '.join(listed)}" if listed else ""
        raise Usage(f"{shown}: {why}{also}")
    called = distinct([(entries[0].short, entries[0].whole) for entries in learners.values()])
    pairs = zip(called, learners.values(), strict=True)
    texts: dict[bytes, bytes] = {}
    within = defaultdict(list)
    for path, why in unread.items():
        within[path.partition("/")[0]].append(f"not unpacked: {named(path)} {why}")
    found = [_learner(name, entries, chosen, texts, within) for name, entries in pairs]
    return Roster(found, listed, len(litter), len(names))


def unnamed(handed_in: Roster, secret: bytes) -> Roster:
    """The same without a name, a file's or a folder's: who has the class's secret can tell."""
    learners = []
    for each in handed_in.learners:
        name = "learner-" + hmac.digest(secret, each.key.encode(), "sha256").hex()[:8]
        problem = "what was handed in could not be read" if each.problem else ""
        # Why a file is not taken may name it, and the platform names files after learners.
        stubs = {
            place: Rejected("cannot be taken as it was handed in")
            if isinstance(found, Rejected) and not found.missing
            else found
            for place, found in each.submission.stubs.items()
        }
        ignored = Differences([])
        submission = replace(each.submission, name=name, stubs=stubs, ignored=ignored, remarks=())
        learners.append(
            replace(
                each,
                name=name,
                submission=submission,
                problem=problem,
                advice="",
                remarks=(),
                entries=(),
                called="",
            )
        )
    learners.sort(key=lambda learner: learner.name)  # nor by the place in the alphabet
    return replace(handed_in, learners=learners)


def gradescope_metadata(folder: Path) -> str:
    """What an export of Gradescope's says of its folders; "" where there is nothing to read."""
    try:
        data = regular(os.open(folder / GRADESCOPE, SAFELY), MAX_METADATA_BYTES)
    except (OSError, Rejected):
        return ""
    return data.decode("utf-8", "replace")


def _is_folder(path: Path) -> bool:
    try:
        return kind_at(path) == FOLDER
    except OSError:  # it went away, or may not be looked at: said when it is opened
        return False


def _entry(
    path: Path, is_folder: bool, stubs: Container[str], origin: Origin | None, unread: str
) -> Entry | None:
    """An entry, with what a platform's name tells of it; None for what is nobody's."""
    if origin:
        # An archive may be packed on one system and unpacked on another: one name in two forms is
        # one learner's.
        key = ascii((origin.platform, unicodedata.normalize("NFC", origin.account)))
        part = Part(path, origin.file, origin.when, unread)
        return Entry(key, origin.learner, origin.account, part, origin.platform, origin.late)
    name, part = path.name, Part(path, path.name, unread=unread)
    if name.startswith("."):
        return None
    if is_folder:
        return Entry(ascii(name), name, name, part)
    if stub_named(name, stubs):
        return Entry(LOOSE, LOOSE, LOOSE, part)
    stem = os.path.splitext(name)[0].lower()
    # A text that is called as a stub was meant as one: it is refused, and not passed over.
    if stem in PAPERS or (DOCUMENT.fullmatch(name) and f"{plain(stem)}.py" not in stubs):
        return None
    return Entry(ascii(name), ENDING.sub("", name) or name, name, part)


def distinct(names: Sequence[tuple[str, str]]) -> list[str]:
    """A printable name for each of these short and whole ones; no two look alike.

    The short one where it can mean nobody else, else the whole one, else that in plain characters
    and with a number.
    """
    meant = Counter(fold for both in names for fold in {_look(each).casefold() for each in both})
    whole = Counter(_look(each) for _, each in names)
    taken: set[str] = set()
    chosen: dict[int, str] = {}
    for place, (short, full) in enumerate(names):
        if meant[_look(short).casefold()] == 1:
            chosen[place] = one_line(short, LINE_BYTES)
        elif whole[_look(full)] == 1:
            chosen[place] = one_line(full, LINE_BYTES)
    taken |= {_look(name) for name in chosen.values()}
    for place, (_, full) in enumerate(names):
        if place not in chosen:
            name = full.strip().encode("ascii", "backslashreplace").decode()
            chosen[place], number = one_line(name, LINE_BYTES), 1
            while _look(chosen[place]) in taken:
                number += 1
                chosen[place] = f"{one_line(name, LINE_BYTES - 20)} ({number})"
            taken.add(_look(chosen[place]))
    return [chosen[place] for place in range(len(names))]


def _look(name: str) -> str:
    """What people and spreadsheets see of a name: the same for characters that are drawn alike."""
    return " ".join(unicodedata.normalize("NFKC", gradebook.safe(name)).split())


def _learner(
    name: str,
    entries: Sequence[Entry],
    chosen: Sequence[Exercise],
    texts: dict[bytes, bytes],
    within: Mapping[str, Sequence[str]],
) -> Learner:
    """What one learner handed in; whatever goes wrong here is this learner's only.

    ``texts`` are those that others handed in: equal ones are kept once. ``within`` has remarks on
    what could not be unpacked, by the names of entries.
    """
    names = tuple(named(entry.part.path.name) for entry in entries)
    submission, problem, advice, fault = rejected(name, chosen, Rejected("")), "", "", ""
    remarks: list[str] = []
    parts = [entry.part for entry in entries]
    not_unpacked = [
        told for part in parts if not part.unread for told in within.get(part.path.name, ())
    ]
    try:
        submission, remarks = gathered(name, parts, chosen)
        stubs = {
            place: texts.setdefault(found, found) if isinstance(found, bytes) else found
            for place, found in submission.stubs.items()
        }
        submission = replace(submission, stubs=stubs)
    except Unreadable as unreadable:
        # Of several, each is named already.
        problem = f"{names[0]} {unreadable}" if len(names) == 1 else str(unreadable)
        advice = unreadable.advice
    except Exception as error:  # ours, whatever it is: the others are graded all the same
        problem = "could not be opened, by a fault of the grader"
        fault = one_line(f"{type(error).__name__}: {error}")
    return Learner(
        name,
        rejected(name, chosen, Rejected(problem, advice)) if problem else submission,
        max(_changed(entry.part.path) for entry in entries),
        problem,
        advice,
        key=entries[0].key,
        remarks=(*remarks, *ambiguities(submission), *not_unpacked),
        platform=entries[0].platform,
        entries=names,
        late=any(entry.late for entry in entries),
        fault=fault,
        called=entries[0].short,
        number=_number(entries[0]),
        parts=tuple(parts),
    )


def _number(entry: Entry) -> str:
    """The number behind the name; Blackboard has logins alone, and Gradescope names."""
    name, _, number = entry.whole.rpartition("_")
    return number if entry.platform and name == entry.short and number.isdecimal() else ""


def _changed(path: Path) -> datetime:
    """When an entry last changed; the beginning of all time where its date is none."""
    try:
        return datetime.fromtimestamp(int(path.lstat().st_mtime), UTC)
    except (OSError, ValueError, OverflowError):
        return NEVER
