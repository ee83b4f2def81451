"""PrairieLearn's folders: a question an exercise, and an entry point that grades as every other way does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from graders.authors.bundles import command
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.exercises import select
from graders.tests.formats.samples import valid

NAME = "sliding_window_mean"
FORK_BOMB = "import os\nos._exit(0)\n"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two folders in a course of PrairieLearn's, for one exercise."""
    out = tmp_path_factory.mktemp("course")
    asked = ["prairielearn", "week-1", "--only", "02.04", "--image", "uni/katas", "--out", str(out)]
    assert command.main(asked) == 0
    return out


def test_a_question_names_its_image_its_time_and_its_exercise(bundle: Path) -> None:
    folder = bundle / "questions" / "week-1" / NAME
    info = json.loads((folder / "info.json").read_text(encoding="utf-8"))
    assert uuid.UUID(info["uuid"]).version == 5
    assert (info["type"], info["gradingMethod"], info["topic"]) == ("v3", "External", "Iterators and generators")
    options = info["externalGradingOptions"]
    assert options["enabled"] is True
    assert options["image"] == "uni/katas"
    assert options["serverFilesCourse"] == ["week-1/"]
    assert options["entrypoint"] == ["/grade/serverFilesCourse/week-1/run.sh", NAME, "90"]
    assert 90 < options["timeout"] <= 600
    assert "enableNetworking" not in options
    html = (folder / "question.html").read_text(encoding="utf-8")
    assert html.startswith("{{=<% %>=}}")  # what a page has in braces is not PrairieLearn's to fill in
    assert f'file-name="{NAME}.py"' in html
    assert "**The bound" in html
    assert "[" + "page]" not in html
    assert (folder / f"{NAME}.py").read_bytes() == select(["02.04"], exercises.find_exercises())[0].stub.read_bytes()


def test_the_image_has_all_that_grading_needs(bundle: Path) -> None:
    image = bundle / "serverFilesCourse" / "week-1" / "image"
    text = (image / "Dockerfile").read_text(encoding="utf-8")
    assert "COPY needed.txt" in text
    assert "pytest>=" in (image / "needed.txt").read_text(encoding="utf-8")
    assert os.access(bundle / "serverFilesCourse" / "week-1" / "run.sh", os.X_OK)
    assert not list((bundle / "serverFilesCourse").rglob("solutions"))


def graded(bundle: Path, tmp_path: Path, files: dict[str, str], python: str = sys.executable) -> dict[str, Any]:
    """What the entry point makes of these files of a student."""
    grade, programs = tmp_path / "grade", tmp_path / "bin"
    (grade / "student").mkdir(parents=True)
    programs.mkdir()
    (programs / "python3").write_text(f'#!/bin/sh\nexec {python} "$@"\n', encoding="utf-8")
    (programs / "python3").chmod(0o755)
    for name, text in files.items():
        (grade / "student" / name).write_text(text, encoding="utf-8")
    info = json.loads((bundle / "questions" / "week-1" / NAME / "info.json").read_text(encoding="utf-8"))
    _, *arguments = info["externalGradingOptions"]["entrypoint"]
    script = bundle / "serverFilesCourse" / "week-1" / "run.sh"
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "KATAS_GRADE": str(grade), "PYTHONOPTIMIZE": "2", "PYTEST_ADDOPTS": "-k nothing"}
    subprocess.run([str(script), *arguments], env=environment, capture_output=True, check=False, timeout=240)
    found: dict[str, Any] = json.loads((grade / "results" / "results.json").read_text(encoding="utf-8"))
    return found


def answers() -> dict[str, tuple[str, tuple[int, bool]]]:
    """What students hand in, and the points and whether it counts as an attempt."""
    (exercise,) = select(["02.04"], exercises.find_exercises())
    return {
        "good": (exercise.reference.read_text(encoding="utf-8"), (10, True)),
        "partial": (exercise.decoy("slices_of_list").read_text(encoding="utf-8"), (5, True)),
        "hostile": (FORK_BOMB, (0, True)),
        "unreadable": ("def window_means(:\n", (0, False)),
    }


@pytest.mark.skipif(os.name == "nt", reason="the entry point is for bash")
@pytest.mark.parametrize("kind", ["good", "partial", "hostile", "unreadable"])
def test_an_answer_has_the_points_that_grade_gives(kind: str, bundle: Path, tmp_path: Path) -> None:
    text, (points, counts) = answers()[kind]
    found = valid(graded(bundle, tmp_path, {f"{NAME}.py": text}), "prairielearn")
    assert found["gradable"] is counts
    assert sum(test["max_points"] for test in found["tests"]) == 10
    assert sum(test["points"] for test in found["tests"]) == points
    assert found["score"] == points / 10
    by_grade = tmp_path / "by_grade.json"
    asked = [sys.executable, "-m", "graders", "grade", NAME, "--submission", str(tmp_path / "grade" / "student")]
    subprocess.run([*asked, "--json", str(by_grade)], cwd=exercises.ROOT, capture_output=True, check=False)
    report = json.loads(by_grade.read_text(encoding="utf-8"))
    assert (report["points"], report["max_points"]) == (points, 10)


@pytest.mark.skipif(os.name == "nt", reason="the entry point is for bash")
def test_of_nothing_there_is_nothing_to_grade(bundle: Path, tmp_path: Path) -> None:
    found = valid(graded(bundle, tmp_path, {}), "prairielearn")
    assert (found["gradable"], found["score"]) == (False, 0)
    assert "holds no stub" in found["format_errors"][0]


@pytest.mark.skipif(os.name == "nt", reason="the entry point is for bash")
def test_a_grader_that_cannot_work_costs_no_attempt(bundle: Path, tmp_path: Path) -> None:
    found = graded(bundle, tmp_path, {f"{NAME}.py": "x = 1"}, python="/nowhere/python")
    assert (found["gradable"], found["score"]) == (False, 0)
    assert found["format_errors"] == [found["message"]]
    assert "that is not your fault" in found["message"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["week-1"], "needs the name of the image"),
        (["Week 1", "--image", "x"], "2 to 39 of"),
        (["a/b", "--image", "x"], "2"),
    ],
)
def test_what_is_missing_is_said(arguments: list[str], why: str, tmp_path: Path) -> None:
    with pytest.raises(Usage, match=why):
        command.main(["prairielearn", *arguments, "--only", "02.04", "--out", str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


def test_the_next_bundle_takes_its_place_and_what_is_none_is_left_alone(tmp_path: Path) -> None:
    asked = ["prairielearn", "--only", "02.04", "--image", "x", "--out", str(tmp_path)]
    assert command.main(asked) == command.main(asked) == 0
    (tmp_path / "questions" / "bounded-katas" / command.MARK).unlink()
    with pytest.raises(Usage, match="is not a bundle of this command"):
        command.main(asked)
