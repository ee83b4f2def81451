from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graders.authors.classes import pages, papers, views
from graders.authors.classes.by_hand import Change
from graders.authors.classes.marked import Marked
from graders.authors.classes.pages import Class, file_names, write_pages
from graders.authors.classes.roster import Learner
from graders.authors.classes.views import shape
from graders.formats import rows
from graders.model.exercises import Exercise
from graders.model.report import (
    VERSION,
    ExerciseResult,
    Frame,
    Held,
    Measure,
    Outcome,
    Reach,
    Report,
    TestResult,
)
from graders.submissions.differences import Differences
from graders.submissions.submission import Submission
from graders.tests.formats.samples import random_reports
from graders.tests.repositories import Repository

HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} \"'&"


class Reader(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def page(path: Path) -> Reader:
    """A page, read."""
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def marked(name: str, *tests: TestResult, changed: tuple[str, ...] = (), more: int = 0, problem: str = "") -> Marked:
    """A learner with one exercise."""
    submission = Submission(name, {}, {}, Differences(list(changed), more))
    learner = Learner(name, submission, datetime(2026, 11, 1, tzinfo=UTC), problem)
    result = ExerciseResult("02.01", "running_total", "Sums", "Iterators", "x.py", list(tests))
    report = Report(VERSION, "", "3.13", "Linux", "landlock, seccomp", 1, "submission", [result])
    report.ignored, report.ignored_more = list(changed), more
    return Marked(learner, report)


def good() -> TestResult:
    return TestResult("test_sums", Outcome.PASSED, requirement="It sums.")


def bad() -> TestResult:
    return TestResult(
        "test_reads",
        Outcome.OVER,
        f"readings: 5, at most 1 {HOSTILE}",
        detail=HOSTILE,
        requirement="It reads one.",
        advice="Yield at once.",
        measures=[Measure("readings", 5, 1)],
        frames=[Frame("x.py", 3, "running_total", "return list(x)")],
        held=[Held("x.py", 7, "keep = list(x)", 12_345)],
        bound=True,
        output=HOSTILE,
    )


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    """The only exercise."""
    return repository.exercise()


def test_a_learner_reads_what_failed_why_and_what_to_try(exercise: Exercise, tmp_path: Path) -> None:
    write_pages(tmp_path, Class([marked("ada", good(), bad())], [exercise]))
    found = page(tmp_path / "ada.html")
    for said in (
        "ada: 5 of 10 points",
        "It reads one.",
        "at most 1",
        "Yield at once.",
        "x.py:3",
        "12,345 bytes",
        "nox -s hint",
    ):
        assert said in found.text
    assert "It sums." not in found.text


def test_no_text_of_a_learner_becomes_a_tag_or_a_template(exercise: Exercise, tmp_path: Path) -> None:
    hostile = marked(HOSTILE, bad(), changed=(HOSTILE,), problem=HOSTILE)
    write_pages(tmp_path, Class([hostile], [exercise]))
    (file,) = (path for path in tmp_path.glob("*.html") if path.name not in ("index.html", "matrix.html"))
    for path in tmp_path.rglob("*.html"):
        found = page(path)
        assert found.tags.count("script") == (path.name in ("index.html", "matrix.html"))  # ours
        assert "49" not in found.text
    assert HOSTILE in page(file).text


def test_the_instructor_sees_the_distribution_the_hardest_and_the_causes(exercise: Exercise, tmp_path: Path) -> None:
    learners = [
        marked("ada", good()),
        marked("bob", good(), bad()),
        marked("eve", bad(), changed=("tests.py",), more=3),
    ]
    whole = Class(learners, [exercise])
    assert [count for _, count, _ in whole.distribution] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    assert [(each.name, share, done) for each, share, done in whole.hardest] == [("running_total", 0.5, 1)]
    assert whole.causes == [(2, "running_total", "It reads one.")]
    write_pages(tmp_path, whole)
    text = page(tmp_path / "index.html").text
    for said in ("3 learners, 1 exercises", "landlock, seccomp", "It reads one.", "50%", "tests.py", "and 3 more"):
        assert said in text


def word(outcome: Outcome) -> TestResult:
    return TestResult("test_walks", outcome, requirement="It walks.", by_word=f"only it can tell {HOSTILE}")


def test_the_instructor_sees_what_rests_on_the_workers_word_and_what_reaches(
    exercise: Exercise, tmp_path: Path
) -> None:
    learners = [
        marked("ada", word(Outcome.PASSED)),
        marked("bob", word(Outcome.PASSED)),
        marked("eve", word(Outcome.OVER)),
    ]
    for each in (learners[1], learners[2]):
        each.results[0].reaches = [Reach("x.py", 3, f"gc.get_objects {HOSTILE}")]
    whole = Class(learners, [exercise])
    assert whole.by_word == [(2, "running_total", "It walks.", f"only it can tell {HOSTILE}")]
    assert whole.reaching == [("bob", "running_total", [f"line 3: gc.get_objects {HOSTILE}"])]
    write_pages(tmp_path, whole)
    found = page(tmp_path / "index.html")
    assert found.tags.count("script") == 1
    for said in ("By the worker's word", "It walks.", "only it can tell", "line 3: gc.get_objects"):
        assert said in found.text


def test_a_class_without_such_tests_is_told_nothing_of_them(exercise: Exercise, tmp_path: Path) -> None:
    write_pages(tmp_path, Class([marked("ada", good())], [exercise]))
    assert "worker's word" not in page(tmp_path / "index.html").text


def test_nothing_graded_and_nothing_failed_has_pages_too(exercise: Exercise, tmp_path: Path) -> None:
    unsure = marked("ada", TestResult("test_sums", Outcome.UNSURE))
    assert unsure.share == 0
    write_pages(tmp_path, Class([unsure], [exercise]))
    assert "Nothing failed." in page(tmp_path / "index.html").text


def test_only_our_script_may_run(exercise: Exercise, tmp_path: Path) -> None:
    write_pages(tmp_path, Class([marked("ada", bad())], [exercise]))
    for path in tmp_path.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        (allowed,) = re.findall(r"script-src '(sha256-[^']+)'", text)
        for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert allowed == f"sha256-{digest}"


def with_answer(whose: Marked, exercise: Exercise, data: bytes) -> Marked:
    place = "running_total.py"
    submission = Submission(whose.learner.name, {exercise.name: place}, {place: data}, Differences([]))
    return replace(whose, learner=replace(whose.learner, submission=submission, key=whose.learner.name))


def test_the_matrix_has_everybody_and_says_what_is_on_another_page(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MATRIX_LEARNERS", 2)
    changed = replace(marked("eve", bad()), changes={"running_total": Change(9, "an exam")}, days_late=1)
    write_pages(tmp_path, Class([marked("ada", good()), marked("bob"), changed], [exercise]))
    first, second = (page(tmp_path / name).text for name in ("matrix.html", "matrix-2.html"))
    assert "ada1010\nbob0-\n" in first
    assert "eve99*\n" in second
    assert "Learners 3 to 3 of 3: sorting, search and filter are of these" in second
    assert 'data-marks="late by-hand "' in (tmp_path / "matrix-2.html").read_text(encoding="utf-8")


def test_a_page_of_the_matrix_has_no_more_cells_than_a_browser_shows_at_once(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MATRIX_CELLS", 2)
    write_pages(tmp_path, Class([marked(name, good()) for name in ("ada", "bob", "eve")], [exercise]))
    assert "Learners 1 to 2 of 3" in page(tmp_path / "matrix.html").text
    assert (tmp_path / "matrix-2.html").exists()


def test_from_a_test_to_its_learners_and_to_the_kinds_of_answers(exercise: Exercise, tmp_path: Path) -> None:
    learners = [
        with_answer(marked("ada", good(), bad()), exercise, b"def f(x):\n    return x + 1\n"),
        with_answer(marked("bob", good(), bad()), exercise, b"def g(y):  # mine\n    return y + 2\n"),
        with_answer(marked("cy", good()), exercise, b"def f(x):\n    yield x\n"),
        with_answer(marked("dan", good()), exercise, b"def f(x:\n"),
        with_answer(marked("eve", good()), exercise, b"\xff\xfe"),
    ]
    write_pages(tmp_path, Class(learners, [exercise]))
    found = page(tmp_path / "exercises" / "running_total.html").text
    assert "It reads one.\n2: ada, bob" in found
    assert "It sums.\nEverybody passed" in found
    assert "2 learners, 5 points; different texts: 2\nada, bob" not in found  # each text is somebody's own
    assert "2 learners, 5 points\nada, bob" in found
    assert found.count("1 learner, 10 points") == 3


@pytest.mark.parametrize("codec", ["rot13", "hex", "nosuch"])
def test_an_answer_may_name_any_codec(codec: str) -> None:
    data = f"# coding: {codec}\nx = 1\n".encode()
    assert shape(data) == repr(data)


def test_kinds_beyond_the_first_are_counted(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MAX_KINDS", 1)
    texts = {"ada": b"x\n", "bob": b"x\n", "eve": b"x + x\n"}
    learners = [with_answer(marked(name, good()), exercise, text) for name, text in texts.items()]
    write_pages(tmp_path, Class(learners, [exercise]))
    found = page(tmp_path / "exercises" / "running_total.html").text
    assert "2 learners, 10 points; different texts: 1" in found
    assert "And others: 1, of which the largest has 1." in found


def test_the_answer_is_on_the_learners_page_and_steers_nothing(exercise: Exercise, tmp_path: Path) -> None:
    hostile = with_answer(marked("eve", bad()), exercise, f"# {HOSTILE}\n\x1b[2J \u202e\xff".encode())
    write_pages(tmp_path, Class([hostile], [exercise]))
    found = page(tmp_path / "eve.html")
    assert f"# {HOSTILE}" in found.text
    assert "script" not in found.tags
    assert not {"\x1b", "\u202e"} & set(found.text)


def test_the_points_of_a_learner_are_those_of_every_platform() -> None:
    for found in random_reports(500):
        learner = marked("ada").learner
        whose = Marked(learner, found)
        listed = rows.rows(found)
        assert (whose.points, whose.max_points) == (rows.score(listed), rows.max_score(listed))


def test_every_learner_has_a_file_of_plain_characters() -> None:
    names = ["ada", "Ada", "../../etc/passwd", "index", "...", "Zoë Müller", "a" * 300, "Matrix", "matrix-2"]
    files = file_names(names)
    assert files[:5] == ["ada.html", "Ada-2.html", "etc_passwd.html", "index-2.html", "learner.html"]
    assert files[-2:] == ["learner-Matrix.html", "learner-matrix-2.html"]
    assert len({file.casefold() for file in files}) == len(names)
    assert all("/" not in file and file.isascii() and len(file) < 80 for file in files)


# What stays as it is


def stamps(folder: Path) -> dict[str, int]:
    """When each page was written."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*.html")}


def rewritten(folder: Path, whole: Class) -> set[str]:
    """The pages that another write changes."""
    before = stamps(folder)
    write_pages(folder, whole)
    return {name for name, when in stamps(folder).items() if before.get(name) != when}


def test_pages_of_the_same_are_left_alone(exercise: Exercise, tmp_path: Path) -> None:
    def whole(**changes: object) -> Class:
        return replace(Class([marked("ada", good()), marked("bob", bad())], [exercise]), **changes)  # type: ignore[arg-type]

    write_pages(tmp_path, whole())
    assert len(stamps(tmp_path)) == 6
    assert rewritten(tmp_path, whole()) == set()
    assert rewritten(tmp_path, whole(left=1)) == {"index.html"}
    assert rewritten(tmp_path, whole()) == {"index.html"}
    assert rewritten(tmp_path, whole(roster=["Bob (line 4) handed in nothing"])) == {"index.html"}


def test_what_is_new_of_a_learner_is_on_the_pages_that_show_it(exercise: Exercise, tmp_path: Path) -> None:
    ada = marked("ada", good())
    write_pages(tmp_path, Class([ada, marked("bob", good())], [exercise]))
    shared = {"matrix.html", "index.html", "exercises/running_total.html", "alike/running_total.html"}
    for other in (
        marked("bob", good(), bad()),
        marked("bob", good(), changed=("tests.py",)),
        marked("bob", problem="is a link"),
        replace(marked("bob", good()), changes={"running_total": Change(7, "oral exam")}),
        replace(marked("bob", good()), days_late=2),
    ):
        assert rewritten(tmp_path, Class([ada, other], [exercise])) == {"bob.html", *shared}


def test_a_page_that_somebody_else_changed_or_took_away_is_written_again(exercise: Exercise, tmp_path: Path) -> None:
    whole = Class([marked("ada", good())], [exercise])
    write_pages(tmp_path, whole)
    text = (tmp_path / "ada.html").read_bytes()
    (tmp_path / "ada.html").write_bytes(text.replace(b"10 of 10", b"9 of 10"))
    (tmp_path / "index.html").unlink()
    (tmp_path / "matrix.html").write_text("", encoding="utf-8")
    assert rewritten(tmp_path, whole) == {"ada.html", "index.html", "matrix.html"}
    assert (tmp_path / "ada.html").read_bytes() == text


def test_other_graders_write_all_again(exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Class([marked("ada", good())], [exercise])
    write_pages(tmp_path, whole)
    monkeypatch.setattr(papers, "graders_digest", lambda: "newer graders")
    assert rewritten(tmp_path, whole) == set(stamps(tmp_path))
