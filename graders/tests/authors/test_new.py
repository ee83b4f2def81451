"""``new`` makes an exercise that works, and ``verify`` says what its author has to write."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from graders.authors import verify
from graders.authors.new import command
from graders.authors.new.command import main
from graders.commands.arguments import answer
from graders.model import stubs
from graders.model.exercises import ROOT, find_exercises
from graders.tests.repositories import Repository

TOPIC = "02_iterators_and_generators"


@pytest.fixture
def topic(repository: Repository) -> Path:
    folder = repository.root / "exercises" / TOPIC
    folder.mkdir(parents=True)
    return folder


def todo(topic: Path) -> list[Path]:
    """The files of the exercise and of its mirror."""
    mirror = topic.parents[1] / "solutions" / TOPIC
    return [file for place in (topic, mirror) for file in place.rglob("*") if file.suffix in (".py", ".md")]


def test_what_it_makes_works_and_verify_asks_for_what_is_not_written(
    topic: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["iterators", "interleave_logs"]) == 0
    assert "next: nox -s verify -- interleave_logs" in capsys.readouterr().out
    assert [folder.name for folder in topic.iterdir()] == ["01_interleave_logs"]
    assert verify.main(["interleave_logs"]) == 1
    said = capsys.readouterr().out
    page = f"exercises/{TOPIC}/01_interleave_logs/README.md"
    assert f"{page}:1: a TODO is left; write what it asks for, take it out" in said
    asked = re.findall(r"([^/\s]+):\d+: a TODO is left", said)
    assert {*asked} == {file.name for file in todo(topic)}
    for file in todo(topic):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("TODO: ", "").replace(" TODO", ""), encoding="utf-8")
    assert verify.main(["interleave_logs", "--record"]) == 0, capsys.readouterr().out
    assert "interleave_logs" in stubs.stubs()
    assert verify.main(["interleave_logs", "--repeat", "2", "--fresh-inputs"]) == 0, capsys.readouterr().out


def test_its_number_is_the_next_free_one_of_both_trees(topic: Path, repository: Repository) -> None:
    (topic / "03_merge_feeds").mkdir()
    (repository.root / "solutions" / TOPIC / "07_kept_here_only").mkdir(parents=True)
    main(["02", "interleave_logs"])
    assert (topic / "08_interleave_logs" / "interleave_logs.py").is_file()
    (topic / "99_last").mkdir()
    assert answer(lambda: main([TOPIC, "one_more"])) == 2


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["threads", "interleave_logs"], "no topic 'threads'; there are: 02_iterators_and_generators"),
        (["2", "Interleave-Logs"], "'Interleave-Logs' is not a module's name"),
        (["2", "class"], "'class' is not a module's name"),
        (["2", "json"], "'json' is a module of Python's own"),
        (["02", "running_total"], "'running_total' is taken: exercises/02_iterators_and_generators/01_running_total"),
    ],
)
def test_what_cannot_be_made_is_one_line_and_nothing_is_written(
    argv: list[str], why: str, topic: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise()
    before = sorted(repository.root.rglob("*"))
    assert answer(lambda: main(argv)) == 2
    assert why in capsys.readouterr().err
    assert sorted(repository.root.rglob("*")) == before


def test_what_breaks_off_leaves_nothing(
    topic: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(command.TEXTS, texts)
    (texts / "loses.py.txt").unlink()
    monkeypatch.setattr(command, "TEXTS", texts)
    with pytest.raises(FileNotFoundError):
        main(["iterators", "interleave_logs"])
    assert not [path for path in repository.root.rglob("*") if "interleave" in path.name or ".new" in path.name]


def test_every_topic_of_this_repository_is_found_by_its_number_and_its_first_word() -> None:
    topics = sorted({each.folder.parent for each in find_exercises(ROOT)})
    for topic in topics:
        for said in (topic.name[:2], str(int(topic.name[:2])), topic.name, topic.name.split("_")[1]):
            assert command.topic_of(said) == topic
