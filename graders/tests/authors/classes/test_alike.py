"""Answers that are alike: pointed at for the instructor, and nowhere where learners look."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from graders.authors.classes import alike, command, state
from graders.authors.classes.state import State
from graders.authors.similarity import fingerprints
from graders.authors.similarity.disguising import disguised
from graders.authors.similarity.fingerprints import of_sources
from graders.tests.authors.classes.test_roster import hand_in
from graders.tests.authors.similarity.test_command import LONGER, OTHER
from graders.tests.repositories import READS_ALL, REFERENCE, STUB, Repository

OWN = '''"""Running totals."""


def running_total(readings):
    # A stack of what was seen, with a note on each.
    notes, stack = {}, []
    for reading in readings:
        stack.append(reading + (stack[-1] if stack else 0))
        notes.setdefault(len(stack), []).append(sorted(stack)[:3])
        yield stack[-1]
        if len(notes) > 7 and not any(notes.values()):
            notes.clear()
'''


@pytest.fixture
def course(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A course of one exercise with two right answers that have nothing in common."""
    monkeypatch.setattr(state, "graders_digest", lambda: "graders")
    exercise = repository.exercise(reference=LONGER)
    repository.write(str(exercise.mirror / "also" / "by_itertools.py"), OTHER)
    return repository


@pytest.fixture
def folder(course: Repository) -> Path:
    """Where learners hand in."""
    return course.root.parent / "class"


def grade(folder: Path, *arguments: str, out: str = "grades.csv") -> Path:
    """Grade a class; the folder of its pages."""
    table = folder.parent / "out" / out
    assert command.main([str(folder), "--out", str(table), *arguments]) == 0
    return table.with_suffix("")


def side_by_side(pages: Path) -> str:
    return (pages / "alike" / "running_total.html").read_text(encoding="utf-8")


def headings(pages: Path) -> list[str]:
    """The pairs that are shown."""
    return re.findall(r"<h2>(.*?)</h2>", side_by_side(pages))


def test_a_disguised_copy_is_shown_beside_what_it_was_made_from(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(folder, "ada", OWN)
    hand_in(folder, "bob", disguised(OWN, STUB))
    hand_in(folder, "eve", REFERENCE)
    pages = grade(folder)
    assert headings(pages) == ["ada and bob: 100% in common"]
    text = side_by_side(pages)
    assert "<mark>    notes, stack = {}, []</mark>" in text
    assert "<mark>    # A stack" not in text.partition("notes, stack")[0].rpartition("<pre>")[2].split("\n")[0]
    assert 'href="../ada.html"' in text
    assert "eve" not in text
    for word in ("no evidence", "Ask before you conclude"):
        assert word in text
    for word in ("cheat", "plagiar", "suspect", "guilty", "fraud"):
        assert word not in text.lower()
    assert "Answers to look at side by side" in (pages / "index.html").read_text(encoding="utf-8")
    assert 'alike/running_total.html">Pairs' in (pages / "exercises" / "running_total.html").read_text(encoding="utf-8")
    assert "pairs of answers to look at side by side: 02.01 (1); see " in capsys.readouterr().out


def test_a_text_that_two_handed_in_is_shown_once(folder: Path) -> None:
    hand_in(folder, "ada", OWN)
    hand_in(folder, "bob", OWN)
    pages = grade(folder)
    assert headings(pages) == ["ada, bob: the same text"]
    assert side_by_side(pages).count("<pre>") == 1


def test_known_answers_and_stubs_point_at_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("ada", LONGER), ("bob", LONGER), ("eve", READS_ALL), ("kim", READS_ALL), ("lee", STUB)):
        hand_in(folder, name, text)
    hand_in(folder, "mia", disguised(LONGER, STUB))
    hand_in(folder, "zoe", STUB)
    pages = grade(folder)
    assert headings(pages) == []
    assert "There are none here." in side_by_side(pages)
    assert "side by side" not in capsys.readouterr().out
    assert "side by side" not in (pages / "index.html").read_text(encoding="utf-8")
    assert "No two have more in common" in (pages / "exercises" / "running_total.html").read_text(encoding="utf-8")


def test_where_it_tells_nothing_it_says_so(folder: Path, course: Repository) -> None:
    exercise = course.exercise(reference=LONGER)
    for path in exercise.ways:
        path.unlink()
    hand_in(folder, "ada", OWN)
    hand_in(folder, "bob", OWN)
    pages = grade(folder)
    assert headings(pages) == []
    for page in (side_by_side(pages), (pages / "exercises" / "running_total.html").read_text(encoding="utf-8")):
        assert "Not informative" in page
        assert "nobody knows how alike honest ones are" in page


def test_what_was_pointed_at_is_gone_when_it_is_mended(folder: Path) -> None:
    file = hand_in(folder, "ada", OWN) / "exercises/02_iterators_and_generators/01_running_total/running_total.py"
    hand_in(folder, "bob", OWN)
    assert headings(grade(folder))
    file.write_text(REFERENCE, encoding="utf-8")
    assert headings(grade(folder)) == []


def test_nothing_of_it_is_in_what_learners_get(folder: Path, tmp_path: Path) -> None:
    hand_in(folder, "ada", OWN)
    hand_in(folder, "bob", disguised(OWN, STUB))
    roster = tmp_path / "people.csv"
    roster.write_text("Name,ID\nada,1\nbob,2\n", encoding="utf-8")
    pages = grade(folder, "--roster", str(roster))
    assert headings(pages)
    with zipfile.ZipFile(pages / "feedback.zip") as packed:
        theirs = {name: packed.read(name).decode() for name in packed.namelist()}
    assert len(theirs) == 2
    theirs |= {path.name: path.read_text(encoding="utf-8") for path in (pages / "ada.html", pages / "bob.html")}
    for name, text in theirs.items():
        assert "alike" not in text
        assert "side by side" not in text
        assert ("bob" in text) == ("bob" in name.replace("feedback", ""))
    for path in (*pages.glob("*.csv"), pages.with_suffix(".csv")):
        assert "alike" not in path.read_text(encoding="utf-8")


def test_nobody_is_named_where_nobody_is_to_be(folder: Path) -> None:
    hand_in(folder, "ada-lovelace", OWN)
    hand_in(folder, "bob-kahn", disguised(OWN, STUB))
    grade(folder, "--anonymous")
    pages = folder.parent / "out" / "grades-anonymous"
    (heading,) = headings(pages)
    assert heading.endswith(": 100% in common")
    for path in pages.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "ada-lovelace" not in text
        assert "bob-kahn" not in text


def test_a_source_is_shown_as_text(folder: Path) -> None:
    hostile = OWN.replace("# A stack", "# <script>alert(1)</script> {{ 7 * 7 }} \x1b[31m")
    hand_in(folder, "ada", hostile)
    hand_in(folder, "bob", disguised(OWN, STUB))
    text = side_by_side(grade(folder))
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }} \\x1b[31m" in text


def test_what_is_refused_is_not_compared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def seen(sources: list[bytes]) -> object:
        asked.extend(sources)
        return of_sources(sources)

    monkeypatch.setattr(state, "of_sources", seen)
    deep = "x = " + "(" * 3_000 + ")" * 3_000
    for name in ("ada", "bob"):
        hand_in(folder, name, deep)
    hand_in(folder, "eve", OWN)
    assert headings(grade(folder)) == []
    assert OWN.encode() in asked
    assert deep.encode() not in asked


def test_a_page_shows_the_first_pairs_and_lines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MAX_PAIRS", 1)
    monkeypatch.setattr(alike, "MAX_LINES", 7)
    for number, name in enumerate(("ada", "bob", "eve")):
        hand_in(folder, name, f"{OWN}# {number}\n")
    pages = grade(folder)
    assert len(headings(pages)) == 1
    assert "And 2 more pairs" in side_by_side(pages)
    assert "sorted(stack)" not in side_by_side(pages)
    assert "for reading" in side_by_side(pages)


# What is kept


def test_fingerprints_are_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = State(tmp_path / "grades.sqlite")
    first = kept.prints([OWN.encode(), OTHER.encode()])
    assert first == of_sources([OWN.encode(), OTHER.encode()])
    monkeypatch.setattr(fingerprints, "apart", None)
    assert State(tmp_path / "grades.sqlite").prints([OTHER.encode(), OWN.encode()]) == first[::-1]


def test_fingerprints_of_another_kind_are_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.prints([OWN.encode()])
    monkeypatch.setattr(state, "_printer", lambda: b"another Python")
    monkeypatch.setattr(state, "of_sources", lambda sources: [[] for _ in sources])
    assert kept.prints([OWN.encode()]) == [[]]
