"""Renumbering: folders, mirrors and texts follow; what only a reader can tell is listed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from graders.authors import renumber
from graders.authors.mutation import table
from graders.commands import git
from graders.commands.arguments import answer
from graders.model.errors import Usage
from graders.model.exercises import find_exercises
from graders.tests.repositories import PAGE, Repository

TOPIC = "02_iterators_and_generators"
NAMES = ("running_total", "count_words", "merge_feeds")
ROWS = [f"| 02.0{place} | [{name}](0{place}_{name}/README.md) | an idea |\n" for place, name in enumerate(NAMES, 1)]
ATTACK = "graders/tests/attacks/shadowing/adds_hooks/tree/exercises"


@pytest.fixture
def topic(repository: Repository) -> Repository:
    """One with three exercises of a topic, whose first needs the last, and pages that name them."""
    for place, name in enumerate(NAMES, 1):
        page = PAGE.replace("nothing", "02.03") if place == 1 else PAGE
        repository.exercise(f"{TOPIC}/0{place}_{name}", page=page)
    repository.write(f"exercises/{TOPIC}/README.md", "# Iterators\n\n| number |\n|---|\n" + "".join(ROWS) + "\nBye.\n")
    link = f"exercises/{TOPIC}/README.md"
    repository.write(
        "README.md",
        f"| [Iterators]({link}) | 3, from `running_total` to `merge_feeds` |\n"
        "| two hours | 3 | all of them |\n"
        "See 02.03 merge_feeds, in `03_merge_feeds/`; not 102.03, nor 03_merge_feeds_later, nor 05_merge_feeds.\n"
        "Grade 02.03 first.\n",
    )
    repository.write(f"{ATTACK}/{TOPIC}/03_merge_feeds/hook.py", f"# of {TOPIC}/03_merge_feeds\n")
    os.chmod(repository.write("run", f"cd {TOPIC}/03_merge_feeds\n"), 0o755)
    repository.write("picture", "").write_bytes(b"\xff03_merge_feeds")
    (repository.root / "link").symlink_to("README.md")
    counts = "".join(f"| 02.0{place} {name} | {place} | {place} | 0 | 0 |\n" for place, name in enumerate(NAMES, 1))
    repository.write(
        str(table.PAGE), f"{table.COUNTS}\n|---|---|---|---|---|\n{counts}| {table.ALL} | 6 | 6 | 0 | 0 |\n"
    )
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        _git(repository, *words)
    return repository


def _git(repository: Repository, *words: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@b"]
    command = ["git", "-C", str(repository.root), *who, *words]
    return subprocess.run(command, env=git.environment(), check=True, capture_output=True, text=True).stdout


def read(repository: Repository, path: str) -> str:
    return (repository.root / path).read_text(encoding="utf-8")


def test_the_others_move_on_and_every_text_follows(topic: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert renumber.main(["merge_feeds", "02.01"], topic.root) == 0
    found = find_exercises(topic.root)
    assert [(each.number, each.name) for each in found] == [
        ("02.01", "merge_feeds"),
        ("02.02", "running_total"),
        ("02.03", "count_words"),
    ]
    assert all(each.reference.is_file() for each in found)
    assert found[1].needs == ("02.01",)
    ladder = read(topic, f"exercises/{TOPIC}/README.md")
    assert [line[:24] for line in ladder.splitlines() if line.startswith("| 02")] == [
        "| 02.01 | [merge_feeds](",
        "| 02.02 | [running_total",
        "| 02.03 | [count_words](",
    ]
    assert "(01_merge_feeds/README.md)" in ladder
    assert ladder.endswith("\n\nBye.\n")
    assert read(topic, "README.md") == (
        f"| [Iterators](exercises/{TOPIC}/README.md) | 3, from `merge_feeds` to `count_words` |\n"
        "| two hours | 3 | all of them |\n"
        "See 02.01 merge_feeds, in `01_merge_feeds/`; not 102.03, nor 03_merge_feeds_later, nor 05_merge_feeds.\n"
        "Grade 02.03 first.\n"
    )
    assert read(topic, f"{ATTACK}/{TOPIC}/01_merge_feeds/hook.py") == f"# of {TOPIC}/01_merge_feeds\n"
    assert read(topic, "run") == f"cd {TOPIC}/01_merge_feeds\n"
    assert os.access(topic.root / "run", os.X_OK)
    assert (topic.root / "link").is_symlink()
    assert [line[:21] for line in read(topic, str(table.PAGE)).splitlines()[2:]] == [
        "| 02.01 merge_feeds |",
        "| 02.02 running_total",
        "| 02.03 count_words |",
        f"| {table.ALL} | 6 | 6 | 0 | 0",
    ]
    assert capsys.readouterr().out.splitlines() == [
        "  02.03 merge_feeds is 02.01",
        "  02.01 running_total is 02.02",
        "  02.02 count_words is 02.03",
        "  lines that have an old number alone, for you to read:",
        "  README.md:4",
        "  then: nox -s verify -- 02; to undo it: git stash -u",
    ]


def test_there_and_back_again_is_nothing(topic: Repository) -> None:
    for number in ("02.01", "02.03"):
        renumber.main(["merge_feeds", number], topic.root)
        _git(topic, "add", "-A")
        _git(topic, "commit", "-q", "-m", number)
    assert _git(topic, "diff", "--stat", "HEAD~2") == ""


def test_its_own_place_changes_nothing(topic: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert renumber.main(["merge_feeds", "02.03"], topic.root) == 0
    assert _git(topic, "status", "--porcelain") == ""
    assert capsys.readouterr().out == "  then: nox -s verify -- 02; to undo it: git stash -u\n"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("02.04", "02.04: not a place in its topic; there are 02.01 to 02.03"),
        ("03.01", "03.01: not a place in its topic; there are 02.01 to 02.03"),
        ("first", "first: not a place in its topic"),
    ],
)
def test_a_place_is_one_of_the_topic(
    topic: Repository, number: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(lambda: renumber.main(["merge_feeds", number], topic.root)) == 2
    assert capsys.readouterr().err.startswith(words)
    assert _git(topic, "status", "--porcelain") == ""


def test_what_git_could_not_undo_is_not_begun(topic: Repository) -> None:
    topic.write("README.md", "more\n")
    with pytest.raises(Usage, match="there are changes that git does not have: commit them"):
        renumber.main(["merge_feeds", "02.01"], topic.root)
    assert read(topic, "README.md") == "more\n"


def test_without_git_nothing_is_begun(repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    repository.exercise()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Usage, match="git does not know this folder"):
        renumber.main(["running_total", "02.01"], repository.root)
