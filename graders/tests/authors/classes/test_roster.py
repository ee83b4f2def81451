from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from graders.authors.classes.roster import ENDING, distinct, roster
from graders.formats import gradebook
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.submissions import loose
from graders.submissions.loose import Part
from graders.submissions.sources import Rejected
from graders.submissions.submission import Submission
from graders.tests.repositories import REFERENCE, Repository

STUB = "exercises/02_iterators_and_generators/01_running_total/running_total.py"


@pytest.fixture
def exercise(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    """The only exercise of the course."""
    return repository.exercise()


def hand_in(folder: Path, name: str, text: str = REFERENCE) -> Path:
    """A folder as a learner's clone."""
    file = folder / name / STUB
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return folder / name


def hand_in_zipped(folder: Path, name: str, text: str = REFERENCE) -> None:
    """The same in an archive."""
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.writestr(STUB, text)


def test_every_folder_and_archive_is_a_learner(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada")
    hand_in_zipped(tmp_path / "class", "bob")
    (tmp_path / "class" / "notes.txt").write_text("to do", encoding="utf-8")
    (tmp_path / "class" / ".git").mkdir()
    ada, bob = roster(tmp_path / "class", [exercise]).learners
    assert (ada.name, bob.name) == ("ada", "bob")
    assert ada.digest(exercise) == bob.digest(exercise) != ""
    assert ada.problem == bob.problem == ""


def test_two_of_one_name_are_told_apart(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada")
    hand_in_zipped(tmp_path / "class", "Ada")
    assert [learner.name for learner in roster(tmp_path / "class", [exercise]).learners] == ["Ada.zip", "ada"]


def test_another_answer_has_another_digest(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada")
    hand_in(tmp_path / "class", "bob", REFERENCE + "\n")
    link = hand_in(tmp_path / "class", "eve") / STUB
    link.unlink()
    link.symlink_to("/etc/passwd")
    digests = {learner.digest(exercise) for learner in roster(tmp_path / "class", [exercise]).learners}
    assert len(digests) == 3


def test_what_cannot_be_read_is_said_and_costs_nobody_else(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada")
    (tmp_path / "class" / "bob").mkdir()
    (tmp_path / "class" / "eve.zip").write_bytes(b"no archive")
    ada, bob, eve = roster(tmp_path / "class", [exercise]).learners
    assert ada.problem == ""
    assert "holds no stub" in bob.problem
    assert "eve.zip" in eve.problem
    assert isinstance(eve.submission.stubs[eve.submission.file_of(exercise)], Rejected)


def test_a_name_that_steers_is_written_out(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "ada\x1b[2J\n::error::")
    (learner,) = roster(tmp_path / "class", [exercise]).learners
    assert "\x1b" not in learner.name
    assert "\n" not in learner.name


@pytest.mark.parametrize("there", [True, False])
def test_nobody_handed_in_anything(exercise: Exercise, tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "class").mkdir()
    with pytest.raises(Usage, match="nobody handed in anything" if there else "cannot be read"):
        roster(tmp_path / "class", [exercise])


def test_the_time_is_that_of_what_was_handed_in(exercise: Exercise, tmp_path: Path) -> None:
    path = hand_in(tmp_path / "class", "ada")
    os.utime(path, (86_400, 86_400))
    (learner,) = roster(tmp_path / "class", [exercise]).learners
    assert learner.handed_in.isoformat() == "1970-01-02T00:00:00+00:00"


def test_the_course_is_the_repository(exercise: Exercise) -> None:
    assert exercise.stub.is_relative_to(exercises.ROOT)


def write(folder: Path, name: str, text: str = REFERENCE) -> None:
    """A loose file."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def names(folder: Path, exercise: Exercise) -> list[str]:
    return [learner.name for learner in roster(folder, [exercise]).learners]


def test_loose_files_are_gathered_by_learner(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    write(folder, "ada_12_34_running_total.py")
    write(folder, "ada_12_35_notes.txt")
    write(folder, "bob_LATE_13_36_running_total-1.py")
    write(folder, "eve_14_text.html")
    ada, bob, eve = roster(folder, [exercise]).learners
    assert [(each.name, each.platform, len(each.entries)) for each in (ada, bob, eve)] == [
        ("ada", "Canvas", 2),
        ("bob", "Canvas", 1),
        ("eve", "Canvas", 1),
    ]
    assert ada.digest(exercise) == bob.digest(exercise) != eve.digest(exercise)
    assert (ada.late, bob.late) == (False, True)
    assert eve.problem.startswith("eve_14_text.html is neither a stub")


def test_stubs_that_name_nobody_are_one_row(exercise: Exercise, repository: Repository, tmp_path: Path) -> None:
    repository.exercise("03_memory_management/05_count_words")
    for name in ("running_total.py", "running_total (1).py", "count_words.py"):
        write(tmp_path / "class", name)
    hand_in(tmp_path / "class", "ada")
    assert names(tmp_path / "class", exercise) == ["ada", "loose files"]


def test_two_people_of_one_name_are_two(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    write(folder, "ada_12_34_running_total.py")
    write(folder, "ada_13_35_running_total.py", STUB)
    write(folder, "bob_13_36_running_total.py")
    assert names(folder, exercise) == ["ada_12", "ada_13", "bob"]


def test_one_name_in_two_forms_is_one_learner(exercise: Exercise, tmp_path: Path) -> None:
    for name, file in (("Zo\xeb", "running_total.py"), ("Zoe\u0308", "notes.txt")):
        write(tmp_path / "class", f"{name}_7_assignsubmission_file_{file}")
    (zoe,) = roster(tmp_path / "class", [exercise]).learners
    assert (zoe.problem, len(zoe.entries)) == ("", 2)


def test_what_is_nobodys_is_named(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "ada")
    for name in ("README", "LICENSE.md", "points.xlsx", "index.html", ".env", "grades.lock", "::error::.txt"):
        write(folder, name)
    for name in (".DS_Store", "._ada.zip", "Thumbs.db", "~$points.xlsx"):
        write(folder, name)
    (folder / "__MACOSX").mkdir()
    found = roster(folder, [exercise])
    assert found.account == (
        r"13 entries: 1 learners graded, 0 refused, 7 nobody's: .env, :\x3aerror:\x3a.txt, LICENSE.md, README, "
        "grades.lock, index.html, points.xlsx; 5 left behind by tools"
    )


def test_what_this_command_wrote_is_nobodys(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "ada")
    for name in ("old", "grades"):
        (folder / name).mkdir()
        for file in (f"{name}.csv", f"{name}.sqlite", f"{name}/index.html"):
            write(folder, file)
    (folder / "fresh").mkdir()
    found = roster(folder, [exercise], ours={"fresh"})
    assert [learner.name for learner in found.learners] == ["ada"]
    assert found.nobodys == ["fresh", "grades", "grades.csv", "grades.sqlite", "old", "old.csv", "old.sqlite"]


def test_a_folder_of_papers_is_no_hand_in(exercise: Exercise, tmp_path: Path) -> None:
    write(tmp_path / "class", "README.md")
    with pytest.raises(Usage, match=r"nobody handed in anything; nobody's: README\.md$"):
        roster(tmp_path / "class", [exercise])


def test_the_account_tells_what_was_gathered(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    write(folder, "ada_12_34_running_total.py")
    write(folder, "ada_12_35_running_total-1.py")
    (folder / "kim").mkdir()
    assert roster(folder, [exercise]).account == (
        "3 entries: 1 learners graded, 1 refused, 0 nobody's; 2 gathered for 1 of the learners; named by Canvas (1)"
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["trio", "trio.zip", "trio.zip.zip", "Trio.ZIP"], ["trio", "trio.zip", "trio.zip.zip", "Trio.ZIP"]),
        (["ada", "Ada"], ["ada", "Ada"]),
        (["ada.zip", "bob.tar.gz", "eve.rar"], ["ada", "bob", "eve"]),
        (["ada.zip", "ada.rar", "ada.py"], ["ada.zip", "ada.rar", "ada.py"]),
        (["Zo\xeb", "Zoe\u0308"], [r"Zo\xeb", r"Zoe\u0308"]),
        (["ada", "ada "], ["ada", "ada (2)"]),
        (["=1", "'=1"], ["=1", "'=1 (2)"]),
        (["a\udcff", "a\\udcff"], [r"a\udcff", r"a\udcff (2)"]),
        (["ada", "ada ", "ada (2)"], ["ada", "ada (3)", "ada (2)"]),
    ],
)
def test_no_two_names_look_alike(given: list[str], shown: list[str]) -> None:
    assert distinct([(ENDING.sub("", name), name) for name in given]) == shown


def test_names_that_are_cut_off_differ_before() -> None:
    long = ["\x1b" * 254 + end for end in "ab"]
    first, second = distinct([(name, name) for name in long])
    assert first.endswith("...")
    assert second.endswith("... (2)")
    assert gradebook.safe(second) == second


@pytest.mark.skipif(sys.platform != "linux", reason="such names are Linux's")
def test_rows_belong_to_whom_they_name(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "trio")
    hand_in_zipped(folder, "trio", STUB)
    hand_in_zipped(folder, "trio.zip")
    hand_in(folder, "Zo\xeb")
    hand_in(folder, "Zoe\u0308", STUB)
    hand_in(folder, "bytes\udcff")
    learners = roster(folder, [exercise]).learners
    assert len({learner.key for learner in learners}) == len({learner.name for learner in learners}) == 6
    wrong = {learner.name for learner in learners if learner.digest(exercise) != learners[0].digest(exercise)}
    assert wrong == {r"Zo\xeb", "bytes\\udcff", "trio", "trio.zip.zip"}  # the first is the one with the stub


def test_a_key_does_not_depend_on_who_else_is_there(exercise: Exercise, tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "trio")
    (before,) = roster(tmp_path / "class", [exercise]).learners
    hand_in_zipped(tmp_path / "class", "trio")
    after = roster(tmp_path / "class", [exercise]).learners
    assert [learner.key == before.key for learner in after] == [True, False]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_links_and_pipes_are_one_learners_refusal(exercise: Exercise, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    hand_in(folder, "ada")
    (folder / "bob.zip").symlink_to("nowhere")
    (folder / "eve.zip").symlink_to("eve.zip")
    (folder / "kim").symlink_to("ada")
    os.mkfifo(folder / "zoe")
    found = {learner.name: learner.problem for learner in roster(folder, [exercise]).learners}
    assert found == {
        "ada": "",
        "bob": "bob.zip is a link: links are never followed",
        "eve": "eve.zip is a link: links are never followed",
        "kim": "kim is a link: links are never followed",
        "zoe": "zoe is not a regular file",
    }


def test_what_goes_away_meanwhile_is_one_learners_refusal(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tmp_path / "class", "ada")
    monkeypatch.setattr(os, "listdir", lambda _: ["gone", "ada"])
    ada, gone = roster(tmp_path / "class", [exercise]).learners
    assert (ada.problem, gone.problem) == ("", "gone cannot be read (No such file or directory)")


def test_a_fault_in_opening_is_one_learners(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tmp_path / "class", "ada")
    hand_in(tmp_path / "class", "bob")

    def gathered(name: str, parts: Sequence[Part], among: Sequence[Exercise]) -> tuple[Submission, list[str]]:
        if name == "ada":
            raise RecursionError("too deep\n" + str(tmp_path))
        return loose.gathered(name, parts, among)

    monkeypatch.setattr("graders.authors.classes.roster.gathered", gathered)
    ada, bob = roster(tmp_path / "class", [exercise]).learners
    assert ada.problem == "could not be opened, by a fault of the grader"
    assert ada.fault.startswith(r"RecursionError: too deep\n")
    assert bob.problem == bob.fault == ""


@pytest.mark.parametrize("date", [1e18, -1e18])
def test_a_date_that_is_none_stops_nobody(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, date: float
) -> None:
    hand_in(tmp_path / "class", "ada")
    plain = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        found = list(plain(path))
        return os.stat_result([*found[:8], date, *found[9:]])

    monkeypatch.setattr(Path, "lstat", lstat)
    (ada,) = roster(tmp_path / "class", [exercise]).learners
    assert (ada.problem, ada.handed_in.year) == ("", 1970)


def test_equal_answers_are_kept_once(exercise: Exercise, tmp_path: Path) -> None:
    for name in ("ada", "bob"):
        hand_in(tmp_path / "class", name, REFERENCE)
    ada, bob = (each.submission for each in roster(tmp_path / "class", [exercise]).learners)
    assert ada.stubs[ada.file_of(exercise)] is bob.stubs[bob.file_of(exercise)]
