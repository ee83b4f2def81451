"""When something was handed in, when it was due, and what being late costs.

The time of a folder or a file is that of its download, so it makes nobody late. What counts is what
the platform wrote into a name (in its own time, which has to be that of the due date), what
Gradescope lists, or the last commit of a clone.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from graders.authors.classes.roster import Learner, gradescope_metadata
from graders.model.errors import Usage

GIT_SECONDS = 10.0

MAX_REF_BYTES = 1 << 20

DAY = timedelta(days=1)

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_REF = re.compile(r"ref: (refs/heads/[A-Za-z0-9_][\w./-]*)")


@dataclass(frozen=True)
class Deadline:
    """The rule on late work."""

    due: datetime | None = None
    """For everybody who has no date of their own."""
    percent: float = 0.0
    """Of the points, lost for each day that has begun."""

    def days_late(self, when: datetime | None, own: datetime | None = None) -> int:
        """The days that have begun since it was due; 0 for in time, and where nobody knows.

        A time without a zone is the platform's, in the zone of the due date.
        """
        due = own or self.due
        if due is None or when is None:
            return 0
        at = when if when.tzinfo else when.replace(tzinfo=due.tzinfo)
        return max(0, math.ceil((at - due) / DAY))

    def after_penalty(self, points: float, days: int) -> float:
        """What is left of some points."""
        return round(points * max(0.0, 1 - days * self.percent / 100), 2)


def moment(text: str) -> datetime:
    """A date and a time with a zone: 2026-11-01T23:59+01:00, 2026-11-01 23:59 Europe/Berlin.

    Raises:
        ValueError: it is none; the message says why, to be read behind it.
    """
    said, _, zone = text.strip().rpartition(" ")
    try:
        if said and re.match(r"[A-Za-z]", zone):
            return datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(zone))
        found = datetime.fromisoformat(text.strip())
    except (ValueError, OSError, LookupError):
        raise ValueError(
            "is not a date and a time with a zone, such as 2026-11-01T23:59+01:00 "
            "or 2026-11-01 23:59 Europe/Berlin"
        ) from None
    if found.tzinfo is None:
        raise ValueError("has no zone; write it behind it: +01:00, or Europe/Berlin")
    return found


def due(text: str) -> datetime:
    """What ``--due`` takes."""
    try:
        return moment(text)
    except ValueError as error:
        raise Usage(f"--due {text!r} {error}") from None


def percent(text: str) -> float:
    """What ``--penalty`` takes."""
    told = text.removesuffix("%")
    if not re.fullmatch(r"\d+(\.\d+)?", told) or float(told) > 100:
        raise Usage("--penalty takes percent a day, from 0 to 100: 10 or 2.5")
    return float(told)


def when(learner: Learner, listed: Mapping[str, datetime], commits: bool) -> datetime | None:
    """When somebody handed in; None where nothing tells. ``listed`` is what Gradescope says.

    To look at a clone's last commit takes a process, so it is done where ``commits`` asks for it.
    """
    times = [part.when for part in learner.parts if part.when]
    if times:
        return max(times)
    told = (
        listed.get(part.path.name) or (committed(part.path) if commits else None)
        for part in learner.parts
    )
    return next(filter(None, told), None)


def gradescope_times(submissions: Path) -> dict[str, datetime]:
    """When each folder of an export of Gradescope's was handed in, by its name."""
    found: dict[str, datetime] = {}
    for part in re.split(r"^(?=\S)", gradescope_metadata(submissions), flags=re.MULTILINE):
        folder = re.match(r"(submission_\d+):\s*$", part, re.MULTILINE)
        when = re.search(
            r"^\s+:?created_at: *['\"]?([-\d]+ [:\d]+)[.\d]* *(\S*)", part, re.MULTILINE
        )
        if folder and when:
            zone = when[2].strip("'\"").replace("UTC", "Z") or "Z"
            with contextlib.suppress(ValueError):  # no date, or a zone that nobody can tell
                found[folder[1]] = datetime.fromisoformat(f"{when[1]}{zone}")
    return found


def committed(folder: Path) -> datetime | None:
    """The date of the last commit of a clone, as its author's machine told it; None for none.

    What the learner configured is not read: git sees the objects alone, from a folder of ours.
    """
    try:
        name = _head(folder / ".git")
        objects = os.path.realpath(folder / ".git" / "objects")
        with tempfile.TemporaryDirectory(prefix="katas-") as made:
            ours = Path(made)
            for part in ("refs", "objects/info"):
                (ours / part).mkdir(parents=True)
            (ours / "HEAD").write_text("ref: refs/heads/main\n", encoding="ascii")
            (ours / "objects/info/alternates").write_text(f"{objects}\n", encoding="utf-8")
            known = {
                name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ
            }
            said = subprocess.run(
                ["git", f"--git-dir={ours}", "cat-file", "commit", name],
                capture_output=True,
                env={**known, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull},
                timeout=GIT_SECONDS,
                check=True,
            ).stdout
        when = re.search(rb"^committer .*> (\d+) [+-]\d{4}$", said, re.MULTILINE)
        return datetime.fromtimestamp(int(when[1])).astimezone() if when else None
    except (OSError, ValueError, OverflowError, subprocess.SubprocessError):
        return None


def _head(git: Path) -> str:
    """The name of the commit that a clone stands at.

    Raises:
        OSError: a file is not there, or is not what a clone has.
        ValueError: what is in it is not what git writes.
    """
    if not stat.S_ISDIR(git.lstat().st_mode):
        raise ValueError
    head = _small(git / "HEAD")
    ref = _REF.fullmatch(head)
    if ref is None or ".." in ref[1]:
        return _commit(head)
    if (git / ref[1]).is_file():
        return _commit(_small(git / ref[1]))
    packed = re.search(rf"^(\w+) {re.escape(ref[1])}$", _small(git / "packed-refs"), re.MULTILINE)
    return _commit(packed[1] if packed else "")


def _commit(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError
    return text


def _small(path: Path) -> str:
    """The text of a regular file of a stranger's; a link or a pipe is none."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ValueError
    with path.open("rb") as file:
        return file.read(MAX_REF_BYTES).decode("utf-8").strip()
