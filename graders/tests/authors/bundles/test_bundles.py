from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.authors.bundles import command, pack
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.exercises import select

PLACE = "exercises/02_iterators_and_generators/04_sliding_window_mean/sliding_window_mean.py"


def bundled(tmp_path: Path, *arguments: str) -> Path:
    """The one thing that the command wrote."""
    assert command.main([*arguments, "--out", str(tmp_path / "out")]) == 0
    (file,) = (tmp_path / "out").iterdir()
    return file


def hand_in(folder: Path) -> None:
    """The reference of one exercise."""
    (exercise,) = select(["02.04"], exercises.find_exercises())
    (folder / PLACE).parent.mkdir(parents=True)
    (folder / PLACE).write_bytes(exercise.reference.read_bytes())


def test_classroom50_has_a_folder_by_the_name_of_the_assignment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = bundled(tmp_path, "classroom50", "first-week") / "first-week"
    assert folder == tmp_path / "out" / "autograders" / "first-week"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"autograder.py", command.MARK, f"course/{PLACE}", "course/pyproject.toml"} <= names
    assert not [name for name in names if "solutions" in name or "/tests/" in name]
    assert list(folder.parent.iterdir()) == [folder]
    assert f"{len(exercises.find_exercises())} exercises in" in capsys.readouterr().out


def test_the_next_bundle_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    first = bundled(tmp_path, "classroom50", "first-week", "--only", "02.04,01.01") / "first-week"
    (first / "course" / "left_over.py").write_text("", encoding="utf-8")
    second = bundled(tmp_path, "classroom50", "first-week", "--only", "02.04") / "first-week"
    assert (second / "course" / "selected.txt").read_text(encoding="utf-8") == "sliding_window_mean\n"
    assert not (second / "course" / "left_over.py").exists()
    assert not (second / "course" / "exercises" / "01_lambda_functions").exists()
    assert list(second.parent.iterdir()) == [second]


def a_folder(place: Path) -> None:
    (place / "tests").mkdir(parents=True)


def a_file(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("", encoding="utf-8")


def a_link(place: Path) -> None:
    a_folder(place.parent.parent / "elsewhere")
    (place.parent.parent / "elsewhere" / command.MARK).write_text("", encoding="utf-8")
    place.parent.mkdir()
    place.symlink_to(place.parent.parent / "elsewhere")


def a_link_to_nothing(place: Path) -> None:
    place.parent.mkdir()
    place.symlink_to(place.parent / "nothing")


@pytest.mark.parametrize("make", [a_folder, a_file, a_link, a_link_to_nothing])
def test_what_is_no_bundle_is_left_alone(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "autograders" / "first-week")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Usage, match="first-week: is not a bundle of this command; move it away"):
        command.main(["classroom50", "first-week", "--only", "02.04", "--out", str(tmp_path)])
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_would_not_be_published_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "py-101" / "autograders").mkdir(parents=True)
    (tmp_path / "py-101" / "classroom.json").write_text("{}", encoding="utf-8")
    bundle = ["classroom50", "first-week", "--only", "02.04", "--out"]
    with pytest.raises(Usage, match="give a classroom's folder, such as --out .*py-101"):
        command.main([*bundle, str(tmp_path)])
    assert command.main([*bundle, str(tmp_path / "py-101" / "autograders")]) == 0
    assert (tmp_path / "py-101" / "autograders" / "first-week" / "autograder.py").is_file()


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    chosen = select(["02.04"], exercises.find_exercises())
    files = pack.course(chosen, everything=False)
    assert pack.tar(files) == pack.tar(files)
    assert pack.zipped(files) == pack.zipped(files)
    assert files["course/selected.txt"] == b"sliding_window_mean\n"


def test_gradescope_has_its_two_scripts_at_the_top_ready_to_run(tmp_path: Path) -> None:
    with zipfile.ZipFile(bundled(tmp_path, "gradescope")) as archive:
        modes = {member.filename: member.external_attr >> 16 for member in archive.infolist()}
    assert modes["setup.sh"] == modes["run_autograder"] == 0o755
    assert modes["needed.txt"] == 0o644
    assert f"course/{PLACE}" in modes
    assert command.main(["gradescope", "week-1", "--only", "02.04", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "week-1.zip").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Gradescope's scripts are for bash")
def test_its_script_grades_the_submission(tmp_path: Path) -> None:
    base = tmp_path / "autograder"
    with zipfile.ZipFile(bundled(tmp_path, "gradescope", "--only", "02.04")) as archive:
        archive.extractall(base / "source")
    hand_in(base / "submission")
    (base / "results").mkdir()
    (base / "environment" / "bin").mkdir(parents=True)
    python = base / "environment" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    script = base / "source" / "run_autograder"
    done = subprocess.run(
        ["bash", str(script)],
        env={**os.environ, "KATAS_AUTOGRADER": str(base)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads((base / "results" / "results.json").read_text(encoding="utf-8"))
    assert sum(test["score"] for test in found["tests"]) == 10


def test_a_bundle_that_is_too_large_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "MAX_BUNDLE_BYTES", 1000)
    with pytest.raises(Usage, match="Classroom 50 takes 1,000"):
        command.main(["classroom50", "first-week", "--only", "02.04", "--out", str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("slug", ["", "First Week", "../up", "-x", "x", "x" * 40, "first-week\n"])
def test_a_slug_is_needed_and_has_its_form(slug: str, tmp_path: Path) -> None:
    with pytest.raises(Usage):
        command.main(["classroom50", slug, "--only", "02.04", "--out", str(tmp_path)])


@pytest.mark.parametrize("kind", command.KINDS)
def test_a_folder_that_cannot_be_written_is_one_line(kind: str, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(Usage, match="cannot be written"):
        command.main([kind, "first-week", "--only", "02.04", "--image", "x", "--out", str(tmp_path / "out")])


def test_scripts_run_and_texts_do_not() -> None:
    with zipfile.ZipFile(io.BytesIO(pack.zipped({"run": b"#!/bin/sh\n", "text": b"words"}))) as archive:
        assert [member.external_attr >> 16 for member in archive.infolist()] == [0o755, 0o644]
