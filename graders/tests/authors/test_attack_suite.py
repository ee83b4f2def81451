from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from graders.authors.attacks import suite
from graders.authors.attacks.stubs import recipe
from graders.model.exercises import Exercise, find_exercises
from graders.model.report import Outcome
from graders.tests.repositories import Repository

HEADER = '''"""Answers with a list.

Against: running_total
Harm: none
Merits: test_sums_as_it_goes
Answer: over or failed
"""
'''


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    return repository.exercise()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a suite is to be written."""
    return tmp_path / "suite"


def written(folder: Path, header: str = HEADER, name: str = "lying/answers_with_a_list.py") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header, encoding="utf-8")
    return path


def test_a_header_is_read(folder: Path, exercise: Exercise) -> None:
    found = suite.attack(written(folder), [exercise])
    assert (found.kind, found.name, found.tries) == ("lying", "answers_with_a_list", "Answers with a list.")
    assert (found.against, found.harm, found.is_control) == (exercise, "none", False)
    assert found.merits == {"test_sums_as_it_goes"}
    assert found.reaches == ""
    reaching = HEADER.replace("Harm: none", "Harm: none\nReaches: the meters (all of them)")
    assert suite.attack(written(folder, reaching), [exercise]).reaches == "the meters (all of them)"
    assert found.answer == {Outcome.OVER, Outcome.FAILED}
    assert found.tests == {"test_sums_as_it_goes", "test_reads_no_further_than_asked"}


def test_a_header_may_be_comments_in_what_is_no_python(folder: Path, exercise: Exercise) -> None:
    lines = HEADER.replace('"""', "").splitlines()
    path = written(folder, "# coding: latin-1\n" + "".join(f"# {line}\n" for line in lines) + "((((\n")
    assert suite.attack(path, [exercise]).tries == "Answers with a list."


def test_values_go_on_and_hold_remarks(folder: Path, exercise: Exercise) -> None:
    merits = "Merits: test_sums_as_it_goes,\n    test_reads_no_further_than_asked (really)"
    header = HEADER.replace("Merits: test_sums_as_it_goes", merits).replace("over or failed", "passed (all of it)")
    found = suite.attack(written(folder, header.replace("a list.", "a list,\nand more.")), [exercise])
    assert (found.tries, found.merits) == ("Answers with a list, and more.", found.tests)
    assert found.answer == {Outcome.PASSED}


@pytest.mark.parametrize(("word", "count"), [("everything", 2), ("nothing", 0)])
def test_all_or_no_tests_are_merited(word: str, count: int, folder: Path, exercise: Exercise) -> None:
    header = HEADER.replace("test_sums_as_it_goes", word)
    assert len(suite.attack(written(folder, header), [exercise]).merits) == count


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "Against: running_total",
            "Against: walking_total",
            "'walking_total' is not an exercise; there are running_total",
        ),
        ("Harm: none\n", "", "the header lacks Harm:"),
        ("Answers with a list.", "", "the header lacks a sentence on what is tried"),
        ("test_sums_as_it_goes", "test_sums", "Merits: test_sums is not a test"),
        ("test_sums_as_it_goes", "(none)", "Merits: '(none)' is not a test"),
        ("over or failed", "over or beaten", "Answer: beaten is not an outcome; there are passed, failed"),
        ("over or failed", "(any)", "Answer: '(any)' is not an outcome"),
        ("Harm: none", "Harm: none\nStub: a horse", "Stub: 'a horse' is not understood"),
    ],
)
def test_a_bad_header(right: str, wrong: str, said: str, folder: Path, exercise: Exercise) -> None:
    written(folder, HEADER.replace(right, wrong))
    attacks, complaints = suite.load(folder, [exercise])
    assert not attacks
    assert [said in complaint for complaint in complaints] == [True]
    assert complaints[0].startswith(f"{folder}/lying/answers_with_a_list.py: ")


def test_a_suite_is_files_and_folders_in_classes(folder: Path, exercise: Exercise) -> None:
    written(folder)
    more = f"{HEADER}Stub: fifo\nBytecode: right.py\nAdds: 'a' 'b\\x1b'\n".replace('"""', "")
    written(folder, more, "malformed/is_a_pipe/header.txt")
    written(folder, "", "malformed/is_a_pipe/tree/conftest.py")
    written(folder, "", "malformed/README.md")
    written(folder, "", "__pycache__/x.py")
    attacks, complaints = suite.load(folder, [exercise])
    assert not complaints
    assert [each.name for each in attacks] == ["answers_with_a_list", "is_a_pipe"]
    assert attacks[1].recipe is not None
    assert (attacks[1].bytecode, attacks[1].adds) == ("right.py", ("a", "b\x1b"))


def test_names_are_unique_in_the_suite(folder: Path, exercise: Exercise) -> None:
    written(folder)
    written(folder, name="controls/answers_with_a_list.py")
    assert suite.load(folder, [exercise])[1] == ["answers_with_a_list: the name of 2 attacks, in controls, lying"]


def test_selectors_are_classes_and_beginnings_of_names(folder: Path, exercise: Exercise) -> None:
    written(folder, HEADER.replace("Harm", "Arm"))
    written(folder, name="controls/sums.py")
    for selector in ("controls", "controls/", "su", "graders/tests/attacks/controls/sums.py"):
        attacks, complaints = suite.load(folder, [exercise], [selector])
        assert [each.name for each in attacks] == ["sums"]
        assert not complaints  # a header that nobody asked for stands in nobody's way
    with pytest.raises(LookupError, match="no attack matches 'x'; the classes are controls, lying"):
        suite.load(folder, [exercise], ["x", "sums"])


def test_every_header_of_the_suite_is_in_order() -> None:
    attacks, complaints = suite.load(suite.SUITE, find_exercises())
    assert complaints == []
    assert any(each.is_control for each in attacks)


# Stubs that no repository can hold


def made(line: str, tmp_path: Path) -> Path:
    stub = tmp_path / "exercise" / "stub.py"
    stub.parent.mkdir()
    recipe(line)(stub, tmp_path / "repository")
    return stub


def test_a_pipe_a_folder_and_nothing(tmp_path: Path) -> None:
    for number, (line, kind) in enumerate([("fifo", stat.S_ISFIFO), ("folder", stat.S_ISDIR)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert kind(os.lstat(made(line, folder)).st_mode)
    assert not made("missing", tmp_path).exists()


def test_links_lead_into_the_repository(tmp_path: Path) -> None:
    assert made("link to solutions/x.py", tmp_path).readlink() == tmp_path / "repository" / "solutions" / "x.py"


def test_the_folder_of_the_stub_may_be_a_link(tmp_path: Path) -> None:
    assert made("parent link to solutions", tmp_path).parent.readlink() == tmp_path / "repository" / "solutions"


def test_repeated_texts_follow_what_is_there(tmp_path: Path) -> None:
    stub = made("3 bytes of 2b", tmp_path)
    assert stub.read_bytes() == b"+++"
    recipe("2 times '\\'\\u0300' after 'a\\n' before 'z'")(stub, tmp_path)
    assert stub.read_text(encoding="utf-8") == "+++a\n'\u0300'\u0300z"
