from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from graders import catalogue
from graders.arguments import Usage
from graders.bundles import command, pack
from graders.catalogue import select

RUNNER = {
    "CLASSROOM": "py-101",
    "ASSIGNMENT": "first-week",
    "SUBMISSION_TAG": "submit/1",
    "COMMIT_URL": "https://example.org/c",
    "RELEASE_URL": "https://example.org/r",
    "REVIEW_URL": "https://example.org/v",
}
PLACE = "exercises/02_iterators_and_generators/04_sliding_window_mean/sliding_window_mean.py"
SECRETS = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_TOKEN")


def bundled(tmp_path: Path, *arguments: str) -> Path:
    """The archive that the command wrote."""
    assert command.main([*arguments, "--out", str(tmp_path / "out")]) == 0
    (file,) = (tmp_path / "out").iterdir()
    return file


def hand_in(folder: Path) -> None:
    """The reference of one exercise."""
    (exercise,) = select(["02.04"], catalogue.exercises())
    (folder / PLACE).parent.mkdir(parents=True)
    (folder / PLACE).write_bytes(exercise.reference.read_bytes())


def test_classroom50_takes_one_folder_by_the_name_of_the_assignment(tmp_path: Path) -> None:
    file = bundled(tmp_path, "classroom50", "first-week")
    assert file.name == "first-week.tar.gz"
    assert file.stat().st_size < command.MOST
    with tarfile.open(file) as archive:
        names = archive.getnames()
    assert all(name.startswith("first-week/") for name in names)
    assert "first-week/autograder.py" in names
    assert f"first-week/course/{PLACE}" in names
    assert not [name for name in names if "solutions" in name or "/tests/" in name]


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    chosen = select(["02.04"], catalogue.exercises())
    files = pack.course(chosen, everything=False)
    assert pack.tar(files) == pack.tar(files)
    assert pack.zipped(files) == pack.zipped(files)
    assert files["course/selected.txt"] == b"sliding_window_mean\n"


def test_its_autograder_grades_the_checkout_that_it_stands_in(tmp_path: Path) -> None:
    file = bundled(tmp_path, "classroom50", "first-week", "--only", "02.04")
    with tarfile.open(file) as archive:
        archive.extractall(tmp_path, filter="data")
    checkout = tmp_path / "checkout"
    hand_in(checkout)
    # The environment is this one: making one needs the network, and is tried by hand.
    program = (
        "import sys\nsys.path.insert(0, sys.argv[1])\nimport autograder\n"
        f"autograder.environment = lambda folder, course: {sys.executable!r}\nsys.exit(autograder.main())"
    )
    secrets = {name: str(tmp_path / name) for name in SECRETS}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "first-week")],
        cwd=checkout,
        env={**os.environ, **RUNNER, **secrets},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads((checkout / "result.json").read_text(encoding="utf-8"))
    assert (found["score"], found["max-score"], found["assignment"]) == (7, 7, "first-week")
    assert not any((tmp_path / name).exists() for name in SECRETS)


def test_gradescope_has_its_two_scripts_at_the_top_ready_to_run(tmp_path: Path) -> None:
    with zipfile.ZipFile(bundled(tmp_path, "gradescope")) as archive:
        modes = {member.filename: member.external_attr >> 16 for member in archive.infolist()}
    assert modes["setup.sh"] == modes["run_autograder"] == 0o755
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
    assert sum(test["score"] for test in found["tests"]) == 7


def test_a_bundle_that_is_too_large_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "MOST", 1000)
    with pytest.raises(Usage, match="Classroom 50 takes 1,000"):
        command.main(["classroom50", "first-week", "--only", "02.04", "--out", str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("slug", ["", "First Week", "../up", "-x"])
def test_a_slug_is_needed_and_has_its_form(slug: str, tmp_path: Path) -> None:
    with pytest.raises(Usage):
        command.main(["classroom50", slug, "--only", "02.04", "--out", str(tmp_path)])


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(Usage, match="cannot be written"):
        command.main(["gradescope", "--only", "02.04", "--out", str(tmp_path / "out")])


def test_scripts_run_and_texts_do_not() -> None:
    with zipfile.ZipFile(io.BytesIO(pack.zipped({"run": b"#!/bin/sh\n", "text": b"words"}))) as archive:
        assert [member.external_attr >> 16 for member in archive.infolist()] == [0o755, 0o644]
