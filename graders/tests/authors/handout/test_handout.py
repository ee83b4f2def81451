from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graders import commands
from graders.authors.handout import command, workflow
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.invocation import CALLED_AS
from graders.submissions.handout.workflow import Course
from graders.submissions.submission import opened

SHA = "0123456789abcdef0123456789abcdef01234567"
GIVEN = ("--repository", "ada/katas", "--revision", SHA)


def handed_out(tmp_path: Path, *arguments: str) -> Path:
    """A handout of this very repository."""
    folder = tmp_path / "handout"
    assert command.main([str(folder), *arguments]) == 0
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handout of everything."""
    return handed_out(tmp_path_factory.mktemp("whole"), *GIVEN)


def test_every_exercise_is_there_and_nothing_of_the_authors(whole: Path) -> None:
    there = files(whole)
    for exercise in exercises.find_exercises():
        place = exercise.folder.relative_to(exercises.ROOT).as_posix()
        assert {f"{place}/{name}" for name in ("README.md", "hints.md", f"{exercise.name}.py")} <= there
    for word in (
        "solutions",
        "decoys",
        "graders/tests",
        "attacks",
        "graders/authors",
        "verify",
        "ruff.toml",
        "__pycache__",
        ".git/",
    ):
        assert not [path for path in there if word in path], word


def test_its_graders_import_nothing_that_was_left_out(whole: Path) -> None:
    modules = {path.removesuffix(".py").replace("/", ".") for path in files(whole) if path.endswith(".py")}
    packages = {module.removesuffix(".__init__") for module in modules}
    for path in (whole / "graders").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
        assert {each for each in named if each and each.startswith("graders.")} <= packages, path


def test_it_grades_at_once(whole: Path) -> None:
    grade = [sys.executable, "-m", "graders", "grade", "02.04", "--json", str(whole / "results.json")]
    done = subprocess.run(grade, cwd=whole, capture_output=True, text=True, check=False)
    (whole / "results.json").unlink()
    assert done.returncode == 1, done.stderr
    assert "todo" in done.stdout
    assert "10 points to earn here" in done.stdout


def test_it_draws_what_was_graded(whole: Path, tmp_path: Path) -> None:
    (stub,) = whole.glob("exercises/*/04_raffle_tickets/raffle_tickets.py")
    text = stub.read_bytes()
    try:
        stub.write_text("def tickets(first, last):\n    yield from map('No. {}'.format, range(first, last + 1))\n")
        for command_line in (
            ["grade", "00.04", "--json", str(tmp_path / "results.json")],
            ["page", "00.04", "--closed", "--out", str(tmp_path / "page.html")],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "graders", *command_line], cwd=whole, capture_output=True, text=True, check=False
            )
            assert (done.returncode, done.stderr) == (0, "")
    finally:
        stub.write_bytes(text)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Memory over time" in page
    assert "the reference, " in page


def test_a_command_that_is_not_there_is_one_line(whole: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "graders", "verify"], cwd=whole, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    there = "grade, watch, list, page, hint, reset, solution, profile, update, doctor, github, report"
    assert done.stderr == f"no command 'verify'; there are: {there}\n"


def test_its_sessions_are_the_learners(whole: Path) -> None:
    listing = [sys.executable, "-m", "nox", "-f", str(whole / "noxfile.py"), "-l"]
    done = subprocess.run(listing, capture_output=True, text=True, check=True)
    assert re.findall(r"^[*-] (\w+) ->", done.stdout, re.MULTILINE) == [
        "grade",
        "watch",
        "list",
        "page",
        "hint",
        "reset",
        "solution",
        "profile",
        "update",
        "doctor",
        "github",
    ]


@pytest.mark.parametrize("name", ["noxfile.py", "pyproject.toml", "conftest.py", ".gitignore", "LICENSE"])
def test_what_it_has_of_ours_is_not_edited(whole: Path, name: str) -> None:
    assert (whole / name).read_bytes() == (exercises.ROOT / name).read_bytes()


def test_its_noxfile_is_a_program(whole: Path) -> None:
    done = subprocess.run(
        [sys.executable, "noxfile.py", "verify"], cwd=whole, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    there = "grade, watch, list, page, hint, reset, solution, profile, update, doctor, github"
    graded_by = "python noxfile.py grade NAME"
    assert done.stderr == f"no session 'verify': there are {there}; an exercise is graded by: {graded_by}\n"


def test_its_page_begins_with_what_works_anywhere(whole: Path) -> None:
    page = (whole / "README.md").read_text(encoding="utf-8")
    assert "\npython3 noxfile.py grade  " in page
    for form in ("nox -s grade -- ", "uvx nox -s grade", "uv run noxfile.py grade", "pipx run nox -s grade"):
        assert f"`{form}" in page


def test_the_way_to_try_it_is_named_as_it_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(CALLED_AS, "python3 ../noxfile.py")
    folder = handed_out(tmp_path, "--only", "01.03", "--no-workflow")
    assert f"try it: cd {folder} && python3 noxfile.py grade\n" in capsys.readouterr().out


def test_a_selection_has_no_links_to_what_is_missing(tmp_path: Path) -> None:
    folder = handed_out(tmp_path, "--only", "01.03,sliding_window", "--no-workflow")
    assert not (folder / ".github").exists()
    pages = [folder / "README.md", *(folder / "exercises").glob("*/README.md")]
    assert len(pages) == 3
    for page in pages:
        links = re.findall(r"\]\(([^)#:]+/[^)#:]+)\)", page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == []


def test_no_page_of_a_handout_has_a_dead_link(whole: Path) -> None:
    pages = [page for page in whole.rglob("*.md") if ".katas" not in page.parts]
    assert len(pages) > 100
    dead = []
    for page in pages:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        links = re.findall(r"\]\(([^)\s#]+)[^)\s]*\)", text)
        here = [link for link in links if "://" not in link and not (page.parent / link).exists()]
        dead += [f"{page.relative_to(whole)}: {link}" for link in here]
    assert dead == []


def test_the_workflow_grades_with_the_course_at_a_fixed_commit(whole: Path) -> None:
    text = (whole / ".github/workflows/classroom.yml").read_text(encoding="utf-8")
    assert "repository: ada/katas" in text
    assert f"ref: {SHA}" in text
    assert "{" not in re.sub(r"\$\{\{.*?\}\}", "", text)
    assert "run-autograding-tests:" in text


NODE_24 = {
    "actions/checkout": 5,
    "actions/setup-python": 6,
    "actions/setup-node": 5,
    "actions/cache": 5,
    "actions/upload-artifact": 6,
    "actions/download-artifact": 7,
}
"""The first version of each action that runs on Node 24: what needs an older one is ended by GitHub."""

TEMPLATES = [
    path
    for folder in (".github", "graders")
    for path in sorted((exercises.ROOT / folder).rglob("*.y*ml"))
    if "attacks" not in path.parts
]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(exercises.ROOT).as_posix())
def test_no_template_names_an_action_below_node_24(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"^ *(?:- )?uses: (\S+)", text, re.MULTILINE)
    assert used or "steps:" not in text
    for action in used:
        name, _, version = action.partition("@v")
        assert int(version.partition(".")[0]) >= NODE_24[name], action


def test_the_templates_are_found() -> None:
    assert {path.name for path in TEMPLATES} >= {"classroom.yml", "ci.yml"}


def test_a_selection_is_graded_as_such(tmp_path: Path) -> None:
    folder = handed_out(tmp_path, "--only", "01.03", *GIVEN)
    text = (folder / ".github/workflows/classroom.yml").read_text(encoding="utf-8")
    assert "python noxfile.py github invoice_totals_stream --submission ../submission" in text


@pytest.mark.parametrize("asked", ["first-steps", "first-step", "core"])
def test_a_level_is_handed_out_with_the_pages_of_its_topics(tmp_path: Path, asked: str) -> None:
    folder = handed_out(tmp_path, "--only", asked, *GIVEN)
    level = "core" if asked == "core" else "first step"
    wanted = [each for each in exercises.find_exercises() if each.level == level]
    there = exercises.find_exercises(folder)
    assert [each.name for each in there] == [each.name for each in wanted]
    for page in {each.folder.parent / "README.md" for each in there}:
        rows = [line for line in page.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d\d\.\d\d \|", line)]
        assert len(rows) == sum(each.folder.parent == page.parent for each in there)


def test_the_older_form_lists_every_exercise_with_its_points(whole: Path) -> None:
    tests = json.loads((whole / ".github/classroom/autograding.json").read_text(encoding="utf-8"))["tests"]
    assert len(tests) == len(exercises.find_exercises())
    assert all(isinstance(test["points"], int) and test["points"] > 0 for test in tests)
    keys = {"name", "setup", "run", "input", "output", "comparison", "timeout", "points"}
    assert {frozenset(test) for test in tests} == {frozenset(keys)}


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("git@github.com:ada/katas.git", "ada/katas"),
        ("https://github.com/ada/katas", "ada/katas"),
        ("https://github.com/ada/katas.git/", "ada/katas"),
    ],
)
def test_git_knows_where_the_course_is(address: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "_git", lambda *asked: address if "remote" in asked else SHA)
    assert workflow.course(None, None) == Course(found, SHA)


@pytest.mark.parametrize("address", ["", "/srv/katas", "https://example.org/ada/katas"])
def test_where_git_does_not_know_it_has_to_be_said(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "_git", lambda *asked: address if "remote" in asked else "")
    with pytest.raises(Usage, match="--repository owner/name"):
        workflow.course(None, None)
    with pytest.raises(Usage, match="--revision SHA"):
        workflow.course("ada/katas", "main")


def test_a_machine_without_git_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert workflow._git("rev-parse", "HEAD") == ""


@pytest.mark.parametrize("there", ["file", "full"])
def test_what_is_there_is_left_alone(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "handout"
    if there == "file":
        folder.write_text("mine", encoding="utf-8")
    else:
        folder.mkdir()
        (folder / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(Usage, match="is not empty"):
        command.main([str(folder), "--no-workflow"])
    assert [path.name for path in tmp_path.iterdir()] == ["handout"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "handout").mkdir()
    assert (handed_out(tmp_path, "--only", "01.03", "--no-workflow") / "noxfile.py").is_file()


def test_a_handout_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command, "copy_course", full)
    with pytest.raises(Usage, match="cannot be written \\(No space left"):
        command.main([str(tmp_path / "handout"), "--no-workflow"])
    assert list(tmp_path.iterdir()) == []


def test_every_command_of_ours_is_there() -> None:
    assert all(map(commands._is_there, commands.COMMANDS))
    assert not commands._is_there("nothing")


# What comes back of it


def changed(folder: Path) -> list[str]:
    """What of a clone is listed as changed."""
    return opened(folder, exercises.find_exercises()).ignored.names


@pytest.mark.parametrize(
    "arguments",
    [GIVEN, ("--no-workflow",), (*GIVEN, "--only", "04.03,iterators"), ("--no-workflow", "--only", "02.04")],
)
def test_of_an_honest_clone_nothing_is_listed_and_of_another_the_one_change(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    folder = handed_out(tmp_path, *arguments)
    assert changed(folder) == []
    stub = next(folder.glob("exercises/*/*/test_*.py")).parent / "README.md"
    for path in (folder / "README.md", stub, stub.parents[1] / "README.md", folder / "conftest.py"):
        text = path.read_bytes()
        path.write_bytes(text.replace(b"\n", b"\r\n"))  # as a checkout on Windows has it
        assert changed(folder) == []
        path.write_bytes(text + b"# mine\n")
        assert changed(folder) == [path.relative_to(folder).as_posix()]
        path.write_bytes(text)


def test_a_workflow_that_was_edited_is_a_change(whole: Path) -> None:
    path = whole / ".github/workflows/classroom.yml"
    text = path.read_text(encoding="utf-8")
    try:
        for old, new in (("--submission ../submission", "--submission ../course"), (SHA, "main"), ("on:\n", "off:\n")):
            path.write_text(text.replace(old, new), encoding="utf-8")
            assert changed(whole) == [".github/workflows/classroom.yml"]
    finally:
        path.write_text(text, encoding="utf-8")


def test_a_handout_that_judges_knows_another_one(whole: Path, tmp_path: Path) -> None:
    course = handed_out(tmp_path, "--no-workflow")
    asked = (
        "from graders.submissions.submission import *; from graders.model.exercises import find_exercises as known; "
    )
    asked += f"print(opened(Path({str(whole)!r}), known()).ignored)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=course, capture_output=True, text=True, check=False)
    assert done.stdout == "Differences(names=[], more=0)\n", done.stderr
