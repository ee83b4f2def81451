"""What an update makes of a copy: by small courses of two versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graders.commands.arguments import answer
from graders.commands.updating import command
from graders.model import versions
from graders.tests.commands.updating.copies import DONE, TOPIC, committed, course, exercise, stub, tree, written

OLD = course("1", exercise("total", 1), exercise("window", 2))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A handout of the first version, in which one exercise is done."""
    root = written(tmp_path / "copy", OLD)
    (root / TOPIC / "01_total/total.py").write_text(DONE, encoding="utf-8")
    return root


def updated(copy: Path, source: Path, *argv: str) -> int:
    return answer(lambda: command.main([str(source), *argv], copy))


def newer(tmp_path: Path, *exercises: dict[str, str], renames: dict[str, str] | None = None) -> Path:
    """A handout of the second version."""
    return written(tmp_path / "newer", course("2", *exercises, renames=renames))


def test_what_is_new_comes_and_the_answer_stays(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = newer(tmp_path, exercise("total", 1, "2"), exercise("window", 2, "2"), exercise("merge", 3, "2"))
    assert updated(copy, source) == 0
    expected = tree(source) | {f"{TOPIC}/01_total/total.py": DONE}
    assert tree(copy) == expected
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"  from {source}: version 2.0, this copy has 1.0"
    assert out[1].startswith("  sha256 of all its files: ")
    assert out[2:4] == ["  new exercises:", "    02.03 merge"]
    assert "  answers of yours: 1, none of them changed" in out
    kept = copy / ".katas/updates/1"
    assert (kept / "noxfile.py").read_text() == OLD["noxfile.py"]
    assert not (copy / ".katas/update").exists()


def test_without_a_source_it_asks_for_one(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(lambda: command.main([], copy)) == 2
    said = "update from where? a folder, a .zip or a git address: nox -s update -- https://...\n"
    assert capsys.readouterr() == ("", said)


def test_the_second_time_does_nothing(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = newer(tmp_path, exercise("total", 1, "2"), exercise("window", 4, "2"))
    assert updated(copy, source) == 0
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert updated(copy, source) == 0
    assert capsys.readouterr().out.splitlines()[2:] == ["  nothing to do: this copy has it all"]
    assert {
        path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.name != "update.lock" and path.is_file()
    } == {path: time for path, time in before.items() if path.name != "update.lock"}


def test_a_look_changes_nothing(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = newer(tmp_path, exercise("total", 1, "2"))
    before = tree(copy)
    assert updated(copy, source, "--look") == 0
    assert tree(copy) == before
    assert capsys.readouterr().out.splitlines()[-1] == "  nothing was changed: that was a look"


def test_an_answer_follows_its_exercise(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / TOPIC / "01_total/notes.txt").write_text("my notes", encoding="utf-8")
    (copy / TOPIC / "01_total/__pycache__").mkdir()
    there = "exercises/05_sums"
    source = newer(tmp_path, exercise("total", 7, "2", there), exercise("window", 1, "2"))
    assert updated(copy, source) == 0
    assert tree(copy) == tree(source) | {f"{there}/07_total/total.py": DONE, f"{there}/07_total/notes.txt": "my notes"}
    assert not (copy / TOPIC / "01_total").exists()
    assert "    02.01 total -> 05.07 total" in capsys.readouterr().out.splitlines()


def test_an_answer_follows_a_new_name_and_so_do_its_results(copy: Path, tmp_path: Path) -> None:
    kept = {"version": 2, "last": {"digest": "0", "result": {"name": "total"}}, "before": None}
    (copy / ".katas/tries").mkdir(parents=True)
    (copy / ".katas/tries/total.json").write_text(json.dumps(kept), encoding="utf-8")
    source = newer(tmp_path, exercise("grand_total", 1, "2"), renames={"total": "subtotal", "subtotal": "grand_total"})
    assert updated(copy, source) == 0
    assert tree(copy)[f"{TOPIC}/01_grand_total/grand_total.py"] == DONE
    assert not (copy / TOPIC / "01_total").exists()
    followed = json.loads((copy / ".katas/tries/grand_total.json").read_text())
    assert followed["last"]["result"]["name"] == "grand_total"
    assert (copy / ".katas/tries/total.json").exists()


def test_who_has_kept_its_name_comes_before_who_would_take_it(copy: Path, tmp_path: Path) -> None:
    (copy / TOPIC / "02_window/window.py").write_text("# another\n", encoding="utf-8")
    source = newer(tmp_path, exercise("window", 1, "2"), renames={"total": "window"})
    assert updated(copy, source) == 0
    after = tree(copy)
    assert after[f"{TOPIC}/01_window/window.py"] == "# another\n"
    assert after["retired/total/total.py"] == DONE


def test_a_retired_exercise_leaves_its_answer_and_its_results(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / ".katas/tries").mkdir(parents=True)
    (copy / ".katas/tries/total.json").write_text("{}", encoding="utf-8")
    source = newer(tmp_path, exercise("merge", 1, "2"))
    assert updated(copy, source) == 0
    assert tree(copy)["retired/total/total.py"] == DONE
    assert "retired/total/test_total.py" in tree(copy)
    assert "retired/window/window.py" not in tree(copy)  # nobody has written there
    assert (copy / ".katas/tries/total.json").exists()
    assert "    02.01 total" in capsys.readouterr().out.splitlines()
    assert not (copy / TOPIC / "02_window").exists()


def test_an_exercise_of_the_learners_own_is_left_alone(copy: Path, tmp_path: Path) -> None:
    own = exercise("my_own", 9)
    for path, text in own.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text, encoding="utf-8")
    assert updated(copy, newer(tmp_path, exercise("total", 1, "2"))) == 0
    assert own.items() <= tree(copy).items()


def test_edited_tests_are_kept_aside_with_a_word(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tests = f"{TOPIC}/02_window/test_window.py"
    gone = "graders/old.py"
    written(copy, OLD | {gone: "# old\n"})
    (copy / TOPIC / "01_total/total.py").write_text(DONE, encoding="utf-8")
    (copy / tests).write_text("# easier\n", encoding="utf-8")
    (copy / gone).write_text("# my graders\n", encoding="utf-8")
    source = newer(tmp_path, exercise("total", 1, "2"), exercise("window", 2, "2"))
    assert updated(copy, source) == 0
    out = capsys.readouterr().out
    for path, text in ((tests, "# easier\n"), (gone, "# my graders\n")):
        assert f"    {path}, yours is kept in .katas/updates/1/{path}\n" in out
        assert (copy / ".katas/updates/1" / path).read_text() == text
    assert "noxfile.py, yours" not in out
    assert tree(copy) == tree(source) | {f"{TOPIC}/01_total/total.py": DONE}


@pytest.mark.parametrize("record", [True, False])
def test_edited_tests_of_a_moved_exercise_are_kept_aside_with_a_word(
    record: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = written(tmp_path / "copy", OLD, record=record)
    committed(copy)
    (copy / TOPIC / "01_total/total.py").write_text(DONE, encoding="utf-8")
    tests = f"{TOPIC}/01_total/test_total.py"
    (copy / tests).write_text("# easier\n", encoding="utf-8")
    source = newer(tmp_path, exercise("total", 7, "2"), exercise("window", 2, "2"))
    assert updated(copy, source) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "yours is kept" in line]
    assert told == [f"    {tests}, yours is kept in .katas/updates/1/{tests}"]
    assert (copy / ".katas/updates/1" / tests).read_text() == "# easier\n"
    assert tree(copy)[f"{TOPIC}/07_total/total.py"] == DONE


@pytest.mark.parametrize("above", ["copy", "a larger repository"])
def test_without_a_record_git_tells_what_was_edited(
    above: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = written(tmp_path / "clone" / "copy", OLD, record=False)
    committed(copy if above == "copy" else copy.parent)
    (copy / TOPIC / "01_total/total.py").write_text(DONE, encoding="utf-8")
    tests = f"{TOPIC}/01_total/test_total.py"
    (copy / tests).write_text("# easier\n", encoding="utf-8")
    source = newer(tmp_path, exercise("total", 1, "2"))
    assert updated(copy, source) == 0
    assert f"    {tests}, yours is kept in .katas/updates/1/{tests}\n" in capsys.readouterr().out
    assert tree(copy)[f"{TOPIC}/01_total/total.py"] == DONE
    assert f"{TOPIC}/02_window/test_window.py" not in tree(copy)


def test_without_a_record_links_of_the_learners_own_are_let_alone(tmp_path: Path) -> None:
    copy = written(tmp_path / "copy", OLD, record=False)
    (copy / "venv").mkdir()
    (copy / "venv" / "python").symlink_to("/usr/bin/env")
    assert updated(copy, newer(tmp_path, exercise("total", 1, "2"))) == 0
    assert (copy / "venv" / "python").is_symlink()


def test_a_stub_of_an_earlier_version_is_nobodys_answer(copy: Path, tmp_path: Path) -> None:
    """Known by the digests that the newer graders keep, even where the older ones know it not."""
    source = newer(tmp_path, exercise("total", 1, "3"), exercise("window", 2, "3"))
    old = stub("window", "0")
    (copy / TOPIC / "02_window/window.py").write_bytes(old.replace("\n", "\r\n").encode())
    kept = json.loads((source / "graders/model/stubs.json").read_text())
    kept["window"]["earlier"] = [versions.digest(old.encode())]
    (source / "graders/model/stubs.json").write_text(json.dumps(kept), encoding="utf-8")
    assert updated(copy, source) == 0
    assert tree(copy)[f"{TOPIC}/02_window/window.py"] == stub("window", "3")


def test_a_handout_takes_of_a_course_what_learners_have(copy: Path, tmp_path: Path) -> None:
    texts = course("2", exercise("total", 1, "2"), exercise("window", 2, "2"))
    authors = {
        "graders/authors/verify.py": "",
        "graders/tests/test_x.py": "",
        "graders/model/figures.json": "{}",
        "graders/README.md": "",
        "solutions/02_iterators/01_total/total.py": "",
        "docs/extending.md": "",
        "exercises/ruff.toml": "",
        "CHANGELOG.md": "",
    }
    editors = {".devcontainer/devcontainer.json": "{}", ".vscode/settings.json": "{}"}
    source = written(tmp_path / "course", texts | authors | editors, record=False)
    assert updated(copy, source) == 0
    after = tree(copy)
    record = json.loads(after.pop(versions.HANDED_OUT))
    expected = texts | editors | {"CHANGELOG.md": "", "README.md": OLD["README.md"], f"{TOPIC}/01_total/total.py": DONE}
    assert after == expected
    assert record["version"] == "2.0"
    assert record["files"]["README.md"] == versions.digest(OLD["README.md"].encode())
    before = tree(copy)
    assert updated(copy, source) == 0
    assert tree(copy) == before


def test_a_course_takes_nothing_from_a_handout(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "graders/authors").mkdir()
    assert updated(copy, newer(tmp_path, exercise("total", 1))) == 2
    assert "the source has none: give the course" in capsys.readouterr().err


def test_the_text_of_a_pull_request(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = newer(tmp_path, exercise("total", 1, "2"), exercise("merge", 3, "2"))
    assert updated(copy, source, "--pull-request") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[:5] == ["# Update of the course: 1.0 to 2.0", "", "New exercises:", "", "- `02.03 merge`"]
    assert out[-2] == "Answers: 1, none of them changed."
    assert updated(copy, source, "--pull-request") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing to do: this copy has it all."


def test_another_copy_can_be_named(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = newer(tmp_path, exercise("total", 1, "2"))
    assert updated(source, source, "--into", str(copy)) == 0
    assert tree(copy)[f"{TOPIC}/01_total/total.py"] == DONE
    assert updated(source, source, "--into", str(tmp_path)) == 2
    assert capsys.readouterr().err == f"{tmp_path}: is not a copy of this course\n"


def test_where_nothing_can_be_written_one_line_says_so(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / ".katas").write_text("in the way", encoding="utf-8")
    before = tree(copy)
    assert updated(copy, newer(tmp_path, exercise("total", 1, "2"))) == 2
    assert "nothing is lost: run the same again when that is mended" in capsys.readouterr().err
    assert tree(copy) == before


def test_many_of_a_kind_are_counted(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = [exercise(f"more_{number}", number, "2") for number in range(10, 30)]
    assert updated(copy, newer(tmp_path, exercise("total", 1, "2"), *many), "--look") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "    02.10 more_10" in lines
    assert "    and 8 more" in lines
