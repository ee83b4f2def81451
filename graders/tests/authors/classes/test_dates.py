from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graders.authors.classes.dates import (
    Deadline,
    committed,
    due,
    gradescope_times,
    moment,
    percent,
    when,
)
from graders.commands.git import environment
from graders.model.errors import Usage
from graders.submissions.loose import Part
from graders.tests.authors.classes.test_people import learner

DUE = datetime(2026, 11, 1, 23, 59, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    "text",
    ["2026-11-01T23:59+01:00", "2026-11-01 22:59Z", "2026-11-01 23:59 Europe/Berlin", " 2026-11-01T22:59+00:00 "],
)
def test_a_moment_has_a_zone(text: str) -> None:
    assert moment(text) == DUE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-01 23:59", "has no zone"),
        ("2026-11-01", "has no zone"),
        ("2026-11-01 23:59 Europe/Nowhere", "is not a date"),
        ("2026-13-01T23:59Z", "is not a date"),
        ("at noon", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_a_date_without_a_zone_is_none(text: str, said: str) -> None:
    with pytest.raises(Usage, match=f"--due '{text}' {said}"):
        due(text)


@pytest.mark.parametrize("text", ["101", "-1", "ten", "1e1", ""])
def test_a_penalty_is_percent(text: str) -> None:
    assert (percent("10"), percent("2.5%")) == (10.0, 2.5)
    with pytest.raises(Usage, match="--penalty takes percent a day"):
        percent(text)


@pytest.mark.parametrize(
    ("after", "days"),
    [
        (timedelta(hours=-1), 0),
        (timedelta(), 0),
        (timedelta(seconds=1), 1),
        (timedelta(days=1), 1),
        (timedelta(2, 1), 3),
    ],
)
def test_a_day_that_has_begun_counts(after: timedelta, days: int) -> None:
    rule = Deadline(DUE, 10)
    assert rule.days_late((DUE + after).astimezone(UTC)) == days
    assert rule.days_late((DUE + after).replace(tzinfo=None)) == days  # the platform's own time
    assert rule.after_penalty(20, days) == 20 - 2 * days


def test_ones_own_date_stands_and_what_nobody_knows_costs_nothing() -> None:
    rule = Deadline(DUE, 60)
    assert rule.days_late(DUE + timedelta(days=2), own=DUE + timedelta(days=3)) == 0
    assert rule.days_late(None) == Deadline().days_late(DUE) == 0
    assert rule.after_penalty(10, 2) == 0  # and never below


def git(folder: Path, *words: str) -> None:
    own = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_COMMITTER_DATE": "2026-11-02T10:00:00+01:00"}
    known = environment() | own
    said = ["-c", "user.name=x", "-c", "user.email=x@x", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *said, *words], cwd=folder, env=known, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with one commit."""
    folder = tmp_path / "ada"
    folder.mkdir()
    git(folder, "init")
    git(folder, "commit", "--allow-empty", "-m", "x\n\ncommitter me <x> 5 +0000")
    return folder


@pytest.mark.parametrize("form", ["loose", "packed", "detached"])
def test_the_last_commit_of_a_clone_has_a_date(clone: Path, form: str) -> None:
    if form == "packed":
        git(clone, "gc")
        assert not (clone / ".git/refs/heads/main").exists()
    elif form == "detached":
        git(clone, "checkout", "--detach")
    assert committed(clone) == datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_what_is_configured_in_a_clone_is_not_read(clone: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    with (clone / ".git/config").open("a", encoding="utf-8") as config:
        config.write(f"[core]\n\tfsmonitor = touch {run}\n[include]\n\tpath = /nowhere\n[broken\n")
    assert committed(clone) == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert not run.exists()


@pytest.mark.parametrize("head", ["ref: ../../secret", "--help", "ref: refs/heads/none", "a" * 40, ""])
def test_a_clone_that_lies_has_no_date(clone: Path, head: str) -> None:
    (clone / ".git/HEAD").write_text(head, encoding="utf-8")
    assert committed(clone) is None


def test_links_are_not_followed(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / ".git").symlink_to(clone / ".git")
    assert committed(tmp_path / "eve") is None
    head = clone / ".git/HEAD"
    head.rename(tmp_path / "HEAD")
    head.symlink_to(tmp_path / "HEAD")
    assert committed(clone) is None


def test_the_platforms_time_comes_first(clone: Path, tmp_path: Path) -> None:
    told = datetime(2026, 11, 3, 10)
    both = replace(learner("ada"), parts=(Part(clone, ""), Part(tmp_path, "", told)))
    assert when(both, {}, commits=True) == told
    cloned = replace(learner("ada"), parts=(Part(clone, ""),))
    assert when(cloned, {}, commits=False) is None
    assert when(cloned, {}, commits=True) == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert when(cloned, {"ada": DUE}, commits=True) == DUE
    assert when(learner("ada"), {}, commits=True) is None


def test_gradescope_lists_when(tmp_path: Path) -> None:
    assert gradescope_times(tmp_path) == {}
    (tmp_path / "submission_metadata.yml").write_text(
        "---\nsubmission_1:\n  :submitters:\n  - :name: Ada\n  :created_at: 2026-11-01 22:59:00.123456000 Z\n"
        "submission_2:\n  :created_at: '2026-11-01 23:59:00 +01:00'\nsubmission_3:\n  :results: {}\n"
        "submission_4:\n  :created_at: 2026-11-01 23:59:00 PST\nsubmission_5:\n  :created_at: 2026-13-01 23:59:00 Z\n",
        encoding="utf-8",
    )
    assert gradescope_times(tmp_path) == {"submission_1": DUE, "submission_2": DUE}
