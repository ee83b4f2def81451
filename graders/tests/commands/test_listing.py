"""``list`` tells from the last gradings, without a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.commands import grade, listing
from graders.commands.arguments import answer
from graders.model import stubs
from graders.model.stubs import Stub
from graders.tests.repositories import FOLDER, MODULE, PAGE, REFERENCE, STUB, Repository, page

OTHER = "03_memory_management/05_count_words"


@pytest.fixture
def repository(repository: Repository) -> Repository:
    """One with two exercises, whose stubs the graders keep."""
    stubs.record({name: Stub(STUB.replace(MODULE, name)) for name in (MODULE, "count_words")})
    repository.exercise()
    repository.exercise(OTHER)
    return repository


def listed(repository: Repository, capsys: pytest.CaptureFixture[str], *argv: str) -> list[str]:
    """The lines that the command shows."""
    capsys.readouterr()
    assert answer(lambda: listing.main(argv, repository.root)) == 0
    return capsys.readouterr().out.splitlines()


def solve(repository: Repository) -> Path:
    (stub,) = repository.root.glob(f"exercises/*/*/{MODULE}.py")
    stub.write_text(REFERENCE, encoding="utf-8")
    return stub


def test_a_fresh_clone_has_all_to_do(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(repository, capsys) == [
        "  iterators and generators  ................   0 of  1 done",
        "  memory management         ................   0 of  1 done",
        "  0 of 2 exercises done, 0 of 20 points",
        "  next: nox -s grade -- running_total",
        "  each exercise: nox -s list -- --all",
        "  with two hours, 2 exercises: nox -s list -- --path two-hours",
    ]


def test_it_knows_what_was_graded(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    solve(repository)
    grade.main([MODULE, "--json", str(repository.root / "results.json")])
    assert listed(repository, capsys, "--all") == [
        "  iterators and generators",
        "    done  02.01  running_total  10 of 10   1 of 2 readings taken for the firs...",
        "  memory management",
        "    todo  03.05  count_words     0 of 10  <- next",
        "  1 of 2 exercises done, 10 of 20 points",
        "  next: nox -s grade -- count_words",
    ]


def test_what_was_edited_since_is_not_done(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    stub = solve(repository)
    assert listed(repository, capsys, "--all")[1].startswith("    edited  02.01")
    grade.main([MODULE, "--json", str(repository.root / "results.json")])
    stub.write_text(f"{REFERENCE}\n", encoding="utf-8")
    lines = listed(repository, capsys)
    assert lines[0].endswith("0 of  1 done  1 edited")
    assert "  edited: not graded since it was changed; its points are of the text before" in lines


def test_a_stub_that_is_gone_is_to_do(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    solve(repository).unlink()
    assert listed(repository, capsys, MODULE)[1].startswith("    todo  02.01")


@pytest.mark.parametrize("argv", [["memory"], ["--topic", "memory"], ["3.5"], ["count_words", "--all"]])
def test_a_topic_alone(argv: list[str], repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(repository, capsys, *argv)[:2] == [
        "  memory management",
        "    todo  03.05  count_words   0 of 10  <- next",
    ]


def test_of_a_level_alone(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(OTHER, page=page("first step"))
    for argv in (
        ["--level", "first-step"],
        ["--level", "First_Step"],
        ["first-step"],
        ["--level", "first step", "memory"],
    ):
        assert listed(repository, capsys, *argv)[:2] == [
            "  memory management",
            "    todo  03.05  count_words   0 of 10  <- next",
        ]


def test_a_path_has_what_fits_into_the_time(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(page=PAGE.replace("10 minutes", "130 minutes"))
    assert listed(repository, capsys)[-1] == "  with one day, 2 exercises: nox -s list -- --path one-day"
    repository.exercise(OTHER, page=page("first step"))
    lines = listed(repository, capsys, "--path", "two-hours")
    assert [line.split()[1] for line in lines if " todo " in line] == ["03.05"]
    assert answer(lambda: listing.main(["iterators", "--path", "two-hours"], repository.root)) == 2
    assert capsys.readouterr().err == "none of these exercises is on the path of two-hours\n"


def test_exercises_that_say_no_minutes_are_on_no_path(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (FOLDER, OTHER):
        repository.exercise(folder, page="# Sums\n")
    assert listed(repository, capsys)[-1] == "  each exercise: nox -s list -- --all"


def test_next_is_the_lowest_of_the_ladder(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(OTHER, page=page("first step"))
    assert "  next: nox -s grade -- count_words" in listed(repository, capsys)


def test_an_exercise_that_moved_since_it_was_graded_is_shown_where_it_is(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    solve(repository)
    grade.main([MODULE, "--json", str(repository.root / "results.json")])
    old = repository.root / "exercises" / FOLDER
    old.rename(old.parent / f"07_{MODULE}")
    assert listed(repository, capsys, MODULE)[1].startswith("    done  02.07  running_total  10 of 10")


def test_what_is_graded_in_place_of_the_stubs_is_nobodys_try(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    grade.main(["--solutions", "--json", str(repository.root / "results.json")])
    assert listed(repository, capsys)[2] == "  0 of 2 exercises done, 0 of 20 points"


def test_where_nothing_can_be_kept_it_is_graded_all_the_same(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    solve(repository)
    repository.write(".katas", "a file where the folder should be")
    assert grade.main([MODULE, "--json", str(repository.root / "results.json")]) == 0
    assert listed(repository, capsys, MODULE)[1].startswith("    edited")


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        (["nosuch"], "no exercise matches 'nosuch'"),
        (["--topics"], "unrecognized arguments: --topics"),
        (["--level", "hard"], "--level takes first-step, core, deeper or puzzle, not 'hard'"),
        (["--path", "one-year"], "argument --path: invalid choice: 'one-year' (choose from"),
        (["--level", "puzzle"], "none of these exercises has the level puzzle"),
    ],
)
def test_a_wrong_request_is_one_line_and_code_2(
    argv: list[str], complaint: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(lambda: listing.main(argv, repository.root)) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(complaint)


def test_a_repository_without_exercises_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(lambda: listing.main([], tmp_path)) == 2
    assert capsys.readouterr().err.startswith("no exercises in ")
