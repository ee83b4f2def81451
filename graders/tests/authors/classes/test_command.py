from __future__ import annotations

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from graders.authors.classes import command, publishing, roster, state
from graders.authors.classes.pages import Class, write_pages
from graders.judge import session
from graders.judge.plan import Task
from graders.judge.turns import Turn
from graders.model.errors import INTERRUPTED, Usage
from graders.model.exercises import Exercise
from graders.model.faults import Unable
from graders.model.invocation import CALLED_AS
from graders.model.report import Outcome, TestResult
from graders.submissions import loose
from graders.submissions.loose import Part
from graders.submissions.submission import Submission
from graders.tests.authors.classes.test_roster import hand_in, hand_in_zipped
from graders.tests.end_to_end.checkout import Checkout
from graders.tests.end_to_end.test_bad_input import GOOD
from graders.tests.repositories import READS_ALL, REFERENCE, STUB, TESTS, Repository

OTHER = "03_memory_management/05_count_words"


@pytest.fixture
def course(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A course of one exercise; the learners' folder is beside it."""
    monkeypatch.setattr(state, "graders_digest", lambda: "graders")
    repository.exercise()
    return repository


def graded(course: Repository, *arguments: str) -> tuple[int, list[dict[str, str]]]:
    """The exit code and the rows of the gradebook."""
    out = course.root.parent / "out" / "grades.csv"
    code = command.main([str(course.root.parent / "class"), "--out", str(out), *arguments])
    with out.open(newline="") as file:
        return code, list(csv.DictReader(file))


def test_the_pages_of_learners_name_nox_however_it_was_called(
    course: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CALLED_AS, "python3 noxfile.py")
    hand_in(course.root.parent / "class", "ada", READS_ALL)
    assert graded(course)[0] == 0
    page = (course.root.parent / "out" / "grades" / "ada.html").read_text(encoding="utf-8")
    assert "nox -s hint -- running_total" in page
    assert "noxfile.py" not in page


def points(rows: list[dict[str, str]]) -> dict[str, str]:
    return {row["username"]: f"{row['score']} of {row['max_score']}" for row in rows}


def test_a_class_is_graded_into_one_table(course: Repository) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "ada")
    hand_in(folder, "bob", READS_ALL)
    hand_in_zipped(folder, "eve", STUB)
    (folder / "kim").mkdir()
    (folder / "ada" / "conftest.py").write_text("raise SystemExit(0)", encoding="utf-8")
    code, rows = graded(course, "--jobs", "2")
    assert code == 0
    assert points(rows) == {"ada": "10 of 10", "bob": "5 of 10", "eve": "0 of 10", "kim": "0 of 10"}
    assert rows[0]["02.01 running_total"] == "10"
    out = folder.parent / "out" / "grades"
    assert "conftest.py" in (out / "ada.html").read_text(encoding="utf-8")
    assert "holds no stub" in (out / "kim.html").read_text(encoding="utf-8")
    pages = {path.name for path in out.iterdir()}
    assert pages == {"ada.html", "bob.html", "eve.html", "kim.html", "index.html", "matrix.html", "exercises", "alike"}


def test_the_second_run_grades_nothing_and_gives_the_same(
    course: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "ada")
    hand_in(folder, "bob", READS_ALL)
    first = graded(course)
    monkeypatch.setattr(command, "mark", None)
    assert graded(course) == first
    assert "2 learners, 2 of 2 exercises graded before" in capsys.readouterr().out


def test_results_of_the_older_count_are_named_and_made_again(
    course: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "ada")
    hand_in(folder, "bob", READS_ALL)
    first = graded(course)
    with sqlite3.connect(folder.parent / "out" / "grades.sqlite") as database:
        database.execute("DELETE FROM settings WHERE name = 'version'")
        database.execute("UPDATE gradings SET tests = '[]'")
    capsys.readouterr()
    assert graded(course) == first
    told = capsys.readouterr().out
    assert "grades.sqlite: 2 results were counted otherwise, by an older version of the report: all are" in told
    assert "2 learners, 0 of 2 exercises graded before" in told
    graded(course)
    assert "counted otherwise" not in capsys.readouterr().out


def test_only_a_changed_answer_is_graded_again(course: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    folder = course.root.parent / "class"
    file = hand_in(folder, "ada", STUB) / "exercises/02_iterators_and_generators/01_running_total/running_total.py"
    hand_in(folder, "bob")
    graded(course)
    file.write_text(REFERENCE + "# mended\n", encoding="utf-8")
    _, rows = graded(course)
    assert points(rows) == {"ada": "10 of 10", "bob": "10 of 10"}
    assert "1 of 2 exercises graded before" in capsys.readouterr().out


def test_what_cannot_be_read_is_said_once_and_without_a_path(
    course: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "ada")
    (folder / "bob.rar").write_bytes(b"?")
    code, rows = graded(course)
    assert (code, points(rows)) == (0, {"ada": "10 of 10", "bob": "0 of 10"})
    words = "bob.rar is neither a folder nor an archive (.zip, .tar, .tar.gz, .tar.bz2, .tar.xz)"
    told = capsys.readouterr()
    advice = "Put what it holds into a folder as plain files, and hand that in."
    assert f"  bob: {words}: 0 points. {advice}\n" in told.err
    assert "  2 entries: 1 learners graded, 1 refused, 0 nobody's\n" in told.out
    pages = course.root.parent / "out" / "grades"
    theirs, index = ((pages / name).read_text(encoding="utf-8") for name in ("bob.html", "index.html"))
    assert theirs.count("neither a folder") == 1
    assert "test_reads_no_further_than_asked" not in theirs
    assert "Nothing failed." in index
    assert "2 entries: 1 learners graded, 1 refused, 0 nobody&#39;s" in index
    assert str(folder) not in theirs + index


def test_each_name_has_its_own_points_and_page(course: Repository) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "trio")
    hand_in_zipped(folder, "trio", STUB)
    hand_in_zipped(folder, "trio.zip", READS_ALL)
    expected = {"trio": "10 of 10", "trio.zip": "0 of 10", "trio.zip.zip": "5 of 10"}
    for _ in range(2):
        assert points(graded(course)[1]) == expected
    for name, said in expected.items():
        page = (course.root.parent / "out" / "grades" / f"{name}.html").read_text(encoding="utf-8")
        assert f"<h1>{name}: {said} points</h1>" in page


def test_a_name_that_becomes_anothers_keeps_its_points(course: Repository) -> None:
    folder = course.root.parent / "class"
    hand_in_zipped(folder, "trio", READS_ALL)
    assert points(graded(course)[1]) == {"trio": "5 of 10"}
    hand_in(folder, "trio")
    assert points(graded(course)[1]) == {"trio": "10 of 10", "trio.zip": "5 of 10"}


def test_a_fault_in_opening_costs_nobody_else(
    course: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "ada")
    hand_in(folder, "bob")

    def gathered(name: str, parts: Sequence[Part], among: Sequence[Exercise]) -> tuple[Submission, list[str]]:
        if name == "ada":
            raise RecursionError("too deep")
        return loose.gathered(name, parts, among)

    monkeypatch.setattr(roster, "gathered", gathered)
    code, rows = graded(course)
    assert code == 4
    assert [(row["username"], row["score"], row["max_score"]) for row in rows] == [("ada", "", ""), ("bob", "10", "10")]
    said = [line for line in capsys.readouterr().err.splitlines() if "fault of the grader:" in line]
    assert said == ["  fault of the grader: ada could not be opened: RecursionError: too deep"]


def test_versions_that_differ_are_told_and_refused(course: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    folder = course.root.parent / "class"
    folder.mkdir()
    (folder / "ada_1_2_running_total.py").write_text(REFERENCE, encoding="utf-8")
    (folder / "ada_1_3_running_total-1.py").write_text(STUB, encoding="utf-8")
    (folder / "bob_LATE_2_4_running_total-1.py").write_text(REFERENCE, encoding="utf-8")
    code, rows = graded(course)
    assert (code, points(rows)) == (0, {"ada": "0 of 10", "bob": "10 of 10"})
    assert [row["late"] for row in rows] == ["false", "true"]
    said = "ada: running_total.py is there in different versions, and nothing says which one counts: "
    assert said in capsys.readouterr().err
    page = (folder.parent / "out" / "grades" / "ada.html").read_text(encoding="utf-8")
    assert "Hand in one of them." in page
    assert "by Canvas" in page


def test_only_the_chosen_exercises_have_a_column(course: Repository) -> None:
    course.exercise(OTHER)
    hand_in(course.root.parent / "class", "ada")
    _, rows = graded(course, "--only", "count")
    columns = " ".join(rows[0])
    assert "count_words" in columns
    assert "running_total" not in columns


UNSURE = '''"""Specification of running_total."""

from pathlib import Path

from graders.model.report import Unsure
from running_total import running_total


def test_busy():
    assert list(running_total([1])) == [1]
    if Path("busy").exists():
        raise Unsure("too busy")
'''


def test_what_could_not_be_told_is_left_for_the_next_run(
    course: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    course.exercise(tests=UNSURE)
    course.write("busy", "")
    hand_in(course.root.parent / "class", "ada")
    code, rows = graded(course)
    assert (code, points(rows)) == (3, {"ada": "0 of 0"})
    assert "start it again on a quiet one" in capsys.readouterr().out
    (course.root / "busy").unlink()
    code, rows = graded(course)
    assert (code, points(rows)) == (0, {"ada": "10 of 10"})


def test_a_fault_of_the_grader_is_no_grade(course: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    course.exercise(OTHER, tests="import nothing_of_the_kind\n")
    hand_in(course.root.parent / "class", "ada")
    code, rows = graded(course)
    assert (code, points(rows)) == (4, {"ada": "10 of 10"})  # what is lost is out of the count, and told
    assert (rows[0]["02.01 running_total"], rows[0]["03.05 count_words"]) == ("10", "")
    assert "nothing_of_the_kind" in capsys.readouterr().err


def test_a_judge_that_dies_is_a_fault(course: Repository) -> None:
    course.exercise(OTHER, tests="import os\n\n\ndef test_of_an_author_who_errs():\n    os._exit(3)\n")
    other = hand_in(course.root.parent / "class", "ada") / "exercises" / OTHER / "count_words.py"
    other.parent.mkdir(parents=True)
    other.write_text(REFERENCE, encoding="utf-8")
    code, rows = graded(course, "--jobs", "2")
    assert (code, points(rows)) == (4, {"ada": "10 of 10"})


ROSTER = (
    "name;id;login;email;due\nAda Lovelace;1;ada;ada@x;\nZoë Müller;2;zoe;zoe@x;2026-11-04 12:00 UTC\nBob;3;bob;b@x;\n"
)


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))


def test_a_roster_gives_the_tables_that_platforms_take(course: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    folder = course.root.parent / "class"
    roster_file = course.write("roster.csv", ROSTER)
    day = "2026-11-03-10-00-00"
    for name, text in (("ada", REFERENCE), ("zoe", READS_ALL), ("eve", STUB)):
        (folder / f"HW_{name}_attempt_{day}_running_total.py").parent.mkdir(exist_ok=True)
        (folder / f"HW_{name}_attempt_{day}_running_total.py").write_text(text, encoding="utf-8")
    asked = ["--roster", str(roster_file), "--due", "2026-11-01 23:59 Europe/Berlin", "--penalty", "10"]
    code, rows = graded(course, *asked, "--assignment", "Week 1 (77)")
    assert code == 0
    late = {row["username"]: (row["late"], row["datetime"]) for row in rows}
    assert late == {
        "ada": ("true", "2026-11-03T10:00:00"),
        "eve": ("true", "2026-11-03T10:00:00"),
        "zoe": ("false", "2026-11-03T10:00:00"),  # by a date of her own
    }
    out = course.root.parent / "out" / "grades"
    canvas = [(row["Student"], row["Week 1 (77)"]) for row in rows_of(out / "canvas.csv")]
    assert canvas == [("    Points Possible", "10"), ("Ada Lovelace", "8"), ("Zoë Müller", "5"), ("Bob", "")]
    assert [row["Grade"] for row in rows_of(out / "moodle.csv")] == ["8", "5", ""]
    assert [row["Days late"] for row in rows_of(out / "spreadsheet.csv")] == ["2", "0", ""]
    with zipfile.ZipFile(out / "feedback.zip") as archive:
        assert "running_total" in archive.read("Zoë Müller (line 3)/feedback.html").decode()
    told = capsys.readouterr().err
    assert "eve: eve is not in the roster" in told
    assert "Bob (line 4) handed in nothing" in told
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "<li>eve: eve is not in the roster</li><li>Bob (line 4) handed in nothing</li>" in index
    # The second run reads the folder as the first did, and writes the same.
    before = {path.name: path.read_bytes() for path in out.glob("*.*")}
    graded(course, *asked, "--assignment", "Week 1 (77)")
    assert {path.name: path.read_bytes() for path in out.glob("*.*")} == before


def test_a_table_that_no_platform_could_use_is_not_written_and_said(
    course: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(course.root.parent / "class", "ada")
    out = course.root.parent / "out" / "grades"
    graded(course, "--roster", str(course.write("both.csv", "Student,ID,Email address\nada,1,ada@x\n")))
    assert (out / "moodle.csv").exists()
    capsys.readouterr()
    canvas = course.write("canvas.csv", "Student,ID,SIS Login ID,Section\n    Points Possible,,,\nada,1,ada,A\n")
    graded(course, "--roster", str(canvas))
    assert f"  {canvas}: moodle.csv is not written: the roster has no Identifier or Email" in capsys.readouterr().err
    assert {path.name for path in out.glob("*.csv")} == {"canvas.csv", "spreadsheet.csv"}
    moodle = course.write("moodle.csv", "Identifier,Full name,Email address\nParticipant 7,ada,ada@x\n")
    graded(course, "--roster", str(moodle))
    assert f"  {moodle}: canvas.csv is not written: the roster has no ID, SIS User ID or" in capsys.readouterr().err
    assert {path.name for path in out.glob("*.csv")} == {"moodle.csv", "spreadsheet.csv"}


def test_dates_that_nobody_asked_for_are_in_the_table_and_said(
    course: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course.root.parent / "class"
    (hand_in(folder, "ada") / ".git").mkdir()
    hand_in(folder, "bob")
    (folder / "HW_eve_attempt_2026-11-03-10-00-00_running_total.py").write_text(REFERENCE, encoding="utf-8")
    _, rows = graded(course)
    assert [row["datetime"] for row in rows if row["username"] == "eve"] == ["2026-11-03T10:00:00"]
    told = "  1 learners have a date from the platform, 1 one of a last commit: --due WHEN says who was late\n"
    assert told in capsys.readouterr().out
    graded(course, "--due", "2026-11-01 23:59 Europe/Berlin")
    assert "--due WHEN" not in capsys.readouterr().out


def test_points_by_hand_for_who_handed_in_nothing_are_in_every_table(
    course: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    roster_file = course.write("roster.csv", ROSTER)
    hand_in(course.root.parent / "class", "ada", READS_ALL)
    graded(course)
    out = course.root.parent / "out"
    by_hand = "learner,exercise,points,reason\nb@x,02.01,9,an oral exam\n"
    (out / "grades-by-hand.csv").write_text(by_hand, encoding="utf-8")
    for _ in range(2):
        code, rows = graded(course, "--roster", str(roster_file))
        assert (code, points(rows)) == (0, {"ada": "5 of 10", "Bob": "9 of 10"})
    assert [row["grades"] for row in rows_of(out / "grades" / "canvas.csv")] == ["10", "5", "", "9"]
    assert [row["Final"] for row in rows_of(out / "grades" / "spreadsheet.csv")] == ["5", "", "9"]
    assert "changed by hand: an oral exam" in (out / "grades" / "Bob.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(out / "grades" / "feedback.zip") as archive:
        assert "an oral exam" in archive.read("Bob (line 4)/feedback.html").decode()
    told = capsys.readouterr()
    assert "Bob: nothing was handed in: 0 points. Points that are given by hand count." in told.err
    assert "1 entries: 1 learners graded, 0 refused, 0 nobody's" in told.out


def test_the_tables_say_what_was_refused_and_what_is_unclear(course: Repository) -> None:
    folder = course.root.parent / "class"
    roster_file = course.write("roster.csv", ROSTER)
    hand_in(folder, "ada", "x = 1\0")
    for name in ("zoe", "Zoë Müller"):
        hand_in(folder, name, REFERENCE)
    graded(course, "--roster", str(roster_file))
    remarks = {row["Name"]: row["Remarks"] for row in rows_of(course.root.parent / "out/grades/spreadsheet.csv")}
    assert remarks["Ada Lovelace"].startswith("running_total ")
    assert remarks["Zoë Müller"].startswith("handed in more than once (")
    assert remarks["Bob"] == "nothing to grade"


def test_points_changed_by_hand_survive_a_regrade_and_are_shown(
    course: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("ada", READS_ALL), ("bob", READS_ALL + "# bob\n")):
        hand_in(course.root.parent / "class", name, text)
    graded(course)
    out = course.root.parent / "out"
    by_hand = out / "grades-by-hand.csv"
    by_hand.write_text("learner;exercise;points;reason\nADA;02.01 running_total;9;an oral exam\n", encoding="utf-8")
    for graders in ("graders", "newer graders"):
        monkeypatch.setattr(state, "graders_digest", lambda graders=graders: graders)
        _, rows = graded(course)
        assert points(rows) == {"ada": "9 of 10", "bob": "5 of 10"}
        assert [(row["02.01 running_total"], row["by_hand"]) for row in rows] == [("9", "running_total"), ("5", "")]
        page, index = ((out / "grades" / name).read_text(encoding="utf-8") for name in ("ada.html", "index.html"))
        assert "changed by hand: an oral exam" in page
        assert "ada: 9 of 10 points" in page
        assert "by hand: running_total" in index
    told = capsys.readouterr().out
    assert told.count("ada running_total: 5 of 10 before, now 9 of 10: changed by hand: an oral exam") == 1
    by_hand.unlink()
    graded(course)
    assert "9 of 10 before, now 5 of 10: no longer changed by hand" in capsys.readouterr().out
    moves = rows_of(out / "grades" / "moved.csv")
    assert [(row["learner"], row["before"], row["now"]) for row in moves] == [
        ("ada", "5 of 10", "9 of 10"),
        ("ada", "9 of 10", "5 of 10"),
    ]


def test_a_regrade_says_whose_points_moved_and_why(course: Repository, tasks: list[Task]) -> None:
    bound = 'source.pulled, 100 if Path("mended").exists() else 2'
    tests = TESTS.replace("source.pulled, 2", bound).replace("from graders", "from pathlib import Path\n\nfrom graders")
    course.exercise(OTHER, tests=tests)
    for name, text in (("ada", READS_ALL), ("bob", REFERENCE)):
        place = hand_in(course.root.parent / "class", name, text)
        other = place / "exercises" / OTHER / "count_words.py"
        other.parent.mkdir(parents=True)
        other.write_text(text.replace("running_total", "count_words"), encoding="utf-8")
    graded(course, "--jobs", "1")
    tasks.clear()
    course.exercise(OTHER, tests=tests + "# mended\n")
    course.write("mended", "")  # this process has imported the tests, and keeps them
    _, rows = graded(course, "--jobs", "1")
    assert points(rows) == {"ada": "15 of 20", "bob": "20 of 20"}
    assert {task.exercise.name for task in tasks} == {"count_words"}  # what the test cannot change is not graded
    out = course.root.parent / "out" / "grades"
    (move,) = rows_of(out / "moved.csv")
    assert (move["learner"], move["exercise"], move["now"]) == ("ada", "count_words", "10 of 10")
    assert move["why"] == "the tests were changed (test_reads_no_further_than_asked over -> passed)"
    assert "Points that moved since the last run" in (out / "index.html").read_text(encoding="utf-8")
    graded(course)
    assert "Points that moved" not in (out / "index.html").read_text(encoding="utf-8")
    assert len(rows_of(out / "moved.csv")) == 1


def test_without_a_date_nobody_is_late(course: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    hand_in(course.root.parent / "class", "ada")
    _, rows = graded(course, "--due", "2020-01-01T00:00Z", "--penalty", "50")
    assert rows[0]["late"] == "false"
    assert "1 of 1 learners have no date of handing in" in capsys.readouterr().out


def test_anonymous_pages_name_nobody(course: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "lovelace")
    (folder / "hopper.rar").write_bytes(b"Rar!")
    for number in (3, 4):
        name = f"curie_2_{number}_running_total{'-1' * (number - 3)}.py"
        (folder / name).write_text(f"x = {number}", encoding="utf-8")
    (hand_in(folder, "noether") / "noether.py").write_text("", encoding="utf-8")
    graded(course)
    capsys.readouterr()
    graded(course, "--anonymous")
    out = course.root.parent / "out"
    rows = rows_of(out / "grades-anonymous.csv")
    assert sorted(row["score"] for row in rows) == ["0", "0", "10", "10"]
    told = capsys.readouterr()
    files = [out / "grades-anonymous.csv", *out.rglob("grades-anonymous/**/*.*")]
    assert len(files) == 9
    written = [path.read_text(encoding="utf-8") for path in files]
    written += [str(files), told.err, told.out]
    for name in ("lovelace", "hopper", "curie", "noether"):
        assert [text for text in written if name in text] == []
    assert all(row["username"].startswith("learner-") for row in rows)
    assert "2 of 4 exercises graded before" in told.out  # all but why two were refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: cannot be read"),
        (["pyproject.toml"], "pyproject.toml: is neither a folder nor an archive"),
        ([".", "--due", "2026-11-01"], "has no zone"),
        ([".", "--penalty", "10"], "--penalty needs a date"),
        ([".", "--roster", "x.csv", "--anonymous"], "exclude each other"),
        ([".", "--roster", "nothing.csv"], "cannot be read"),
        ([".", "--out", "grades"], "needs an ending"),
        ([".", "--jobs", "0"], "--jobs takes a whole number"),
        ([".", "--only", "nothing_of_the_kind"], "nothing_of_the_kind"),
        ([], "the following arguments are required"),
    ],
)
def test_a_request_that_cannot_be_followed(course: Repository, arguments: list[str], said: str) -> None:
    with pytest.raises(Usage, match=said):
        command.main(["--out", str(course.root.parent / "out" / "grades.csv"), *arguments] if arguments else [])


def test_grades_that_cannot_be_written_lose_nothing(course: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    hand_in(course.root.parent / "class", "ada")
    out = course.root.parent / "out" / "grades"
    out.mkdir(parents=True)
    (out / "index.html").mkdir()
    with pytest.raises(Usage, match="cannot be written"):
        graded(course)
    (out / "index.html").rmdir()
    assert graded(course)[0] == 0
    assert "1 of 1 exercises graded before" in capsys.readouterr().out


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """The tasks that are judged, in their order."""
    found: list[Task] = []
    judged = session.judged

    def spied(items: Sequence[pytest.Item], task: Task, turn: Turn) -> Iterator[TestResult]:
        found.append(task)
        return judged(items, task, turn)

    monkeypatch.setattr(session, "judged", spied)
    return found


def test_the_same_bytes_meet_the_same_inputs_and_others_meet_others(
    course: Repository, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "ada")
    hand_in(folder, "eve", REFERENCE + "# handed in again\n")
    graded(course, "--jobs", "1")
    (course.root.parent / "out" / "grades.csv").unlink()
    monkeypatch.setattr(state, "graders_digest", lambda: "newer graders")  # so all is graded again
    graded(course, "--jobs", "1")
    ada, eve, *again = [task.seed for task in tasks]
    assert ada != eve
    assert again == [ada, eve]
    page = (course.root.parent / "out" / "grades" / "ada.html").read_text(encoding="utf-8")
    assert "seed" not in page  # all is well: there is nothing to replay


def test_the_page_tells_the_seed_that_replays_a_failure(course: Repository, tasks: list[Task]) -> None:
    hand_in(course.root.parent / "class", "eve", READS_ALL)
    graded(course, "--jobs", "1")
    page = (course.root.parent / "out" / "grades" / "eve.html").read_text(encoding="utf-8")
    assert f"nox -s grade -- running_total --seed {tasks[0].seed}" in page


def test_one_seed_for_all_that_is_asked_for_stands_for_one_run(course: Repository, tasks: list[Task]) -> None:
    hand_in(course.root.parent / "class", "ada")
    hand_in(course.root.parent / "class", "eve", READS_ALL)
    graded(course, "--seed", "77", "--jobs", "1")
    assert [task.seed for task in tasks] == [77, 77]
    graded(course, "--seed", "77", "--jobs", "1")
    assert len(tasks) == 2
    graded(course, "--jobs", "1")
    assert len({task.seed for task in tasks}) == 3


def test_equal_answers_are_graded_once(course: Repository, tasks: list[Task]) -> None:
    for name in ("ada", "bob"):
        hand_in(course.root.parent / "class", name)
    hand_in(course.root.parent / "class", "eve", READS_ALL)
    _, rows = graded(course, "--jobs", "1")
    assert points(rows) == {"ada": "10 of 10", "bob": "10 of 10", "eve": "5 of 10"}
    assert len(tasks) == 2


def test_an_answer_that_somebody_else_gave_before_is_not_graded_again(course: Repository, tasks: list[Task]) -> None:
    folder = course.root.parent / "class"
    hand_in(folder, "ada", READS_ALL)
    graded(course, "--jobs", "1")
    (folder / "bob").mkdir()
    (folder / "bob" / "running_total.py").write_text(READS_ALL, encoding="utf-8")  # the same bytes, elsewhere
    _, rows = graded(course, "--jobs", "1")
    assert points(rows) == {"ada": "5 of 10", "bob": "5 of 10"}
    assert len(tasks) == 1


def interrupted_after_one(course: Repository, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The table of a run with three answers, of which Ctrl-C comes in the second."""
    for name, text in (("ada", REFERENCE), ("bob", READS_ALL), ("eve", STUB)):
        hand_in(course.root.parent / "class", name, text)
    judged, begun = session.judged, []

    def interrupted(items: Sequence[pytest.Item], task: Task, turn: Turn) -> Iterator[TestResult]:
        begun.append(task)
        if len(begun) > 1:
            raise KeyboardInterrupt
        return judged(items, task, turn)

    with monkeypatch.context() as patched:
        patched.setattr(session, "judged", interrupted)
        code, rows = graded(course, "--jobs", "1")
    assert code == INTERRUPTED
    return rows


def test_an_interrupted_run_has_the_table_and_the_pages_of_what_is_done(
    course: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = interrupted_after_one(course, monkeypatch)
    column = "02.01 running_total"
    assert [(row["username"], row["score"], row[column]) for row in rows] == [
        ("ada", "10", "10"),
        ("bob", "0", ""),
        ("eve", "0", ""),
    ]
    assert "1 of 3 graded and written to" in capsys.readouterr().err
    pages = course.root.parent / "out" / "grades"
    index, bob = ((pages / name).read_text(encoding="utf-8") for name in ("index.html", "bob.html"))
    assert "Not finished: 2 answers are not graded yet." in index
    assert "not graded yet" in bob
    assert "fault" not in bob.partition("</style>")[2]
    assert graded(course)[0] == 0
    assert "Not finished" not in (pages / "index.html").read_text(encoding="utf-8")


def test_the_table_and_the_pages_grow_as_the_class_is_graded(
    course: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "EVERY_SECONDS", 0.0)
    monkeypatch.setattr(publishing, "PART_OF_THE_TIME", 0)
    grown: list[tuple[int, int, list[str]]] = []

    def spied(folder: Path, whole: Class) -> dict[str, Path]:
        before = {path: path.stat().st_mtime_ns for path in folder.glob("*.html")}
        written = write_pages(folder, whole)
        new = [page.stem for page in written.values() if page.stat().st_mtime_ns != before.get(page)]
        table = (folder.parent / "grades.csv").read_text(encoding="utf-8")
        grown.append((whole.left, table.count("10\n"), new))
        return written

    monkeypatch.setattr(publishing, "write_pages", spied)
    for name in ("ada", "bob", "eve"):
        hand_in(course.root.parent / "class", name, REFERENCE + f"# {name}\n")
    graded(course, "--jobs", "1")
    everybody = ["ada", "bob", "eve"]
    assert grown == [(2, 1, everybody), (1, 2, ["bob"]), (0, 3, ["eve"])]


def test_an_interrupted_run_says_how_to_go_on(
    course: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(course.root.parent / "class", "ada")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(session, "judged", interrupted)
    arguments = [str(course.root.parent / "class"), "--out", str(course.root.parent / "out" / "grades.csv")]
    assert command.main(arguments) == INTERRUPTED
    assert "start it again to go on" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="signals as on Linux")
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    stub = checkout.exercise(1, "solved", GOOD.encode())
    place = stub.relative_to(checkout.root)
    for number in range(12):
        file = tmp_path / "class" / f"learner_{number:02}" / place
        file.parent.mkdir(parents=True)
        file.write_text(f"{GOOD}\n# {number}\n", encoding="utf-8")
    state_file = tmp_path / "grades.sqlite"
    arguments = [
        sys.executable,
        "-m",
        "graders",
        "grade_class",
        str(tmp_path / "class"),
        "--out",
        str(tmp_path / "grades.csv"),
    ]
    with subprocess.Popen(arguments, cwd=checkout.root, stdout=subprocess.DEVNULL, start_new_session=True) as running:
        while running.poll() is None and finished(state_file) < 3:
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGKILL)
    before = finished(state_file)
    assert before >= 3
    done = subprocess.run(arguments, cwd=checkout.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"12 learners, {before} of 12 exercises graded before" in done.stdout
    with (tmp_path / "grades.csv").open(newline="") as table:
        rows = list(csv.DictReader(table))
    assert {row["score"] for row in rows} == {rows[0]["max_score"]}
    assert len(rows) == 12


def finished(file: Path) -> int:
    """Results that are kept; 0 while there is no table yet."""
    if not file.exists():
        return 0
    database = sqlite3.connect(file)
    try:
        (count,) = database.execute("SELECT count(*) FROM gradings").fetchone()
        return int(count)
    except sqlite3.Error:
        return 0
    finally:
        database.close()


def test_outcomes_that_are_unfinished_tell_nothing() -> None:
    assert state.UNFINISHED == (Outcome.UNSURE, Outcome.FAULT)


def test_a_fault_before_the_first_test_is_no_grade(course: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise LookupError("on purpose")

    hand_in(course.root.parent / "class", "ada")
    monkeypatch.setattr("graders.judge.spawners.Spawners.open", breaks)
    with pytest.raises(Unable, match="LookupError: on purpose"):
        graded(course)
    assert not (course.root.parent / "out" / "grades.csv").exists()


def test_who_is_gone_is_named_and_the_page_is_taken_away(
    course: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, pages = course.root.parent / "class", course.root.parent / "out" / "grades"
    for name in ("ada", "bob", "kim"):
        hand_in(folder, name)
    graded(course)
    kept = (pages / "kim.html").read_bytes()
    (pages / "kim.html").write_bytes(kept + b"a note of mine")
    (pages / "mine.html").write_text("mine", encoding="utf-8")
    shutil.rmtree(folder / "bob")
    shutil.rmtree(folder / "kim")
    assert "gone since" not in capsys.readouterr().err
    _, rows = graded(course)
    assert points(rows) == {"ada": "10 of 10"}
    assert "  gone since the last run: bob, kim\n" in capsys.readouterr().err
    assert "Gone since the last run, with their pages: bob, kim." in (pages / "index.html").read_text(encoding="utf-8")
    assert {path.name for path in pages.glob("*.html")} == {
        "ada.html",
        "index.html",
        "kim.html",  # somebody wrote into it
        "matrix.html",
        "mine.html",
    }
    graded(course)
    assert "gone since" not in capsys.readouterr().err
    assert "Gone since" not in (pages / "index.html").read_text(encoding="utf-8")


def test_a_hand_in_under_another_ending_is_the_same_learners(
    course: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course.root.parent / "class"
    hand_in_zipped(folder, "ada", READS_ALL)
    graded(course)
    (folder / "ada.zip").unlink()
    hand_in(folder, "ada")
    graded(course)
    told = capsys.readouterr()
    assert "gone since" not in told.err
    assert "  ada running_total: 5 of 10 before, now 10 of 10: the answer is another one" in told.out
    with (course.root.parent / "out" / "grades" / "moved.csv").open(newline="") as file:
        assert [(row["learner"], row["before"], row["now"]) for row in csv.DictReader(file)] == [
            ("ada", "5 of 10", "10 of 10")
        ]
    shutil.rmtree(folder / "ada")
    hand_in_zipped(folder, "ada")
    graded(course)
    assert "before, now" not in capsys.readouterr().out
