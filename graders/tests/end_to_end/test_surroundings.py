"""What is around a command may be closed, full, limited or misled: never a traceback, and never the exit code 1."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.authors.handout.copy import BESIDE
from graders.tests.authors.test_attack_suite import HEADER as ATTACK
from graders.tests.end_to_end.checkout import Checkout
from graders.tests.end_to_end.test_bad_input import GOOD
from graders.tests.repositories import HINTS, STUB

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="descriptors and devices as on Linux")

Done = subprocess.CompletedProcess[str]

COMMANDS = {
    "grade": "grade --json {out}/results.json",
    "grade --help": "grade --help",
    "list": "list --all",
    "page": "page running_total --out {out}/page.html",
    "hint": "hint running_total",
    "reset": "reset running_total",
    "solution": "solution running_total",
    "profile": "profile running_total",
    "update": "update . --look",
    "doctor": "doctor",
    "github": "github --out {out}",
    "report": "report junit --submission . --out {out}/junit.xml",
    "grade_class": "grade_class {learners} --out {out}/grades.csv",
    "cluster": "cluster certificates {out}/pair",
    "handout": "handout {out}/learners --no-workflow",
    "bundle": "bundle gradescope --out {out}",
    "new": "new --help",
    "verify": "verify",
    "mutate": "mutate --operators removed",
    "similarity": "similarity",
    "attacks": "attacks --list",
    "renumber": "renumber running_total 02.01",
}
"""A call of every command that shows something and has nothing to complain of, but for two that take their time."""

WRITTEN = {
    "grade": "results.json",
    "github": "results.json",
    "page": "page.html",
    "report": "junit.xml",
    "grade_class": "grades.csv",
    "cluster": "pair/dask.key",
    "handout": "learners/noxfile.py",
    "bundle": "gradescope.zip",
}
"""What must be there whether or not anything could be shown."""

FULL = "not all could be shown: standard output cannot be written (No space left on device); "
CLOSED = "not all could be shown: standard output cannot be written (it is closed); "


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout with one exercise that is passed, whose stub the graders keep, and a class of one."""
    made = Checkout(tmp_path_factory.mktemp("surroundings") / "checkout")
    stub = made.exercise(1, "running_total", STUB.encode())
    stub.with_name("hints.md").write_text(HINTS, encoding="utf-8")
    (stub.parents[1] / "README.md").write_text("# Iterators\n", encoding="utf-8")
    for place, text in {
        f"solutions/{'/'.join(stub.parts[-3:])}": GOOD,
        "graders/tests/attacks/lying/lies.py": ATTACK,
    }.items():
        (made.root / place).parent.mkdir(parents=True)
        (made.root / place).write_text(text, encoding="utf-8")
    made.keep_stub("running_total", STUB)
    for name in BESIDE:
        made.copy(name)
    git = ["git", "-C", str(made.root), "-c", "user.name=n", "-c", "user.email=e@x"]
    subprocess.run([*git, "init", "-q"], check=True)
    stub.write_text(GOOD, encoding="utf-8")
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True)
    assert made.grade().returncode == 0  # what is passed may be seen as others did it
    learner = made.root.parent / "class" / "ann"
    learner.mkdir(parents=True)
    (learner / "running_total.py").write_text(GOOD, encoding="utf-8")
    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a command writes."""
    return tmp_path / "out"


def shell(checkout: Checkout, line: str, **environment: str) -> Done:
    """A line of a shell, in which "graders" is the program where no other stands before it."""
    program = f"{shlex.quote(sys.executable)} -m graders"
    return subprocess.run(
        ["bash", "-c", line if "-m graders" in line else line.replace("graders", program, 1)],
        cwd=checkout.root,
        env={**checkout.environment, **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def called(name: str, checkout: Checkout, out: Path) -> str:
    return f"graders {COMMANDS[name].format(out=out, learners=checkout.root.parent / 'class')}"


def one_line(done: Done) -> str:
    """What stands on standard error: a line that is no traceback."""
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


# Streams


@pytest.mark.parametrize(("how", "said"), [("> /dev/full", FULL), (">&-", CLOSED), ("<&- >&-", CLOSED)])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_cannot_be_shown_is_written_and_said_on_the_other_stream(
    name: str, how: str, said: str, checkout: Checkout, out: Path
) -> None:
    if name == "reset":
        how = f"{how}; code=$?; git checkout -q .; exit $code"  # what it brings back is not for the next test
    done = shell(checkout, f"{called(name, checkout, out)} {how}")
    assert done.returncode == 4
    assert one_line(done).startswith(said)
    assert not WRITTEN.get(name) or (out / WRITTEN[name]).stat().st_size


@pytest.mark.parametrize("how", ["2>&-", "2> /dev/full", "<&- 2>&-", "<&-"])
def test_without_standard_error_nothing_changes(how: str, checkout: Checkout, out: Path) -> None:
    done = shell(checkout, f"{called('grade', checkout, out)} {how}")
    assert done.returncode == 0
    assert "10 of 10 points" in done.stdout


@pytest.mark.parametrize("how", ["2>&-", "2> /dev/full"])
def test_what_was_to_be_said_on_standard_error_is_said_on_the_other(how: str, checkout: Checkout) -> None:
    done = shell(checkout, f"graders grade nosuch {how}")
    said = "no exercise matches 'nosuch'; nox -s list -- --all shows the names\n"
    assert (done.returncode, done.stdout) == (2, said)


@pytest.mark.parametrize("how", [">&- 2>&-", "<&- >&- 2>&-", "> /dev/full 2> /dev/full"])
def test_without_any_stream_the_results_are_there(how: str, checkout: Checkout, out: Path) -> None:
    done = shell(checkout, f"{called('grade', checkout, out)} {how}")
    assert done.returncode == 4
    assert (out / "results.json").stat().st_size


def test_a_reader_that_leaves_is_no_fault(checkout: Checkout) -> None:
    done = shell(checkout, "graders doctor | head -1; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) in ((141, ""), (0, ""))  # 0: all was written before the reader left


# Places that cannot be written


@pytest.mark.parametrize("place", ["/proc/nowhere/results.json", "."])
def test_what_was_graded_is_shown_even_if_it_cannot_be_kept(place: str, checkout: Checkout) -> None:
    done = shell(checkout, f"graders grade --json {place}")
    assert done.returncode == 2
    assert "10 of 10 points" in done.stdout
    assert re.fullmatch(rf"{re.escape(place)}: cannot be written \(.+\)\n", one_line(done))


def test_a_workflow_s_other_files_are_written_if_one_cannot_be(checkout: Checkout, tmp_path: Path) -> None:
    files = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    done = shell(checkout, "graders github --out /proc/nowhere", **files)
    assert done.returncode == 2
    assert "10 of 10 points" in done.stdout
    assert one_line(done).startswith("/proc/nowhere/results.json: cannot be written (")
    assert all(Path(file).stat().st_size for file in files.values())


def test_a_platform_s_file_that_cannot_be_written_is_one_line_with_the_points(checkout: Checkout) -> None:
    done = shell(checkout, "graders report junit --submission . --out /proc/nowhere/junit.xml")
    assert done.returncode == 2
    assert one_line(done).endswith("; graded: 10 of 10 points\n")


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk without room."""
    disk = tmp_path / "tiny"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        (disk / "data").write_bytes(bytes(4096))
        with open(disk / "data", "ab", buffering=0) as file:
            for _ in range(64):
                try:
                    file.write(bytes(4096))
                except OSError:
                    break
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("name", ["grade", "report", "grade_class", "handout", "bundle"])
def test_a_full_disk_is_one_line(name: str, checkout: Checkout, tiny: Path) -> None:
    done = shell(checkout, called(name, checkout, tiny / "out"))
    assert done.returncode == 2
    assert str(tiny) in one_line(done)


@pytest.mark.parametrize("place", ["/nowhere/at/all", "tiny"])
def test_temporary_files_find_another_place(place: str, checkout: Checkout, out: Path, tiny: Path) -> None:
    done = shell(checkout, called("grade", checkout, out), TMPDIR=str(tiny) if place == "tiny" else place)
    assert (done.returncode, done.stderr) == (0, "")


# Limits


@pytest.mark.parametrize("most", [12, 24, 64, 200])
@pytest.mark.parametrize(
    "name", ["grade", "github", "report", "watch", "profile", "grade_class", "verify", "mutate", "attacks", "bench"]
)
def test_a_limit_on_open_files_is_named_by_what_grades(name: str, most: int, checkout: Checkout, out: Path) -> None:
    asked = called(name, checkout, out) if name in COMMANDS else f"graders {name}"
    done = shell(checkout, f"ulimit -n {most}; {asked}")
    assert (done.returncode, done.stdout) == (4, "")
    limit = rf"a process may have {most} open files here, grading needs (\d+); allow more: ulimit -n \1"
    assert re.fullmatch(rf"fault of the grader: {limit}\n", one_line(done))


def test_a_limit_that_may_be_raised_is_raised(checkout: Checkout, out: Path) -> None:
    done = shell(checkout, f"ulimit -Sn 64; {called('grade', checkout, out)}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("most", [24, 64])
@pytest.mark.parametrize(
    "name",
    [
        "list",
        "page",
        "hint",
        "reset",
        "solution",
        "update",
        "new",
        "cluster",
        "handout",
        "bundle",
        "renumber",
        "similarity",
    ],
)
def test_what_does_not_grade_needs_few_files(name: str, most: int, checkout: Checkout, out: Path) -> None:
    done = shell(checkout, f"ulimit -n {most}; {called(name, checkout, out)}")
    subprocess.run(["git", "-C", checkout.root, "checkout", "-q", "."], check=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("most", [24, 64])
def test_doctor_says_what_it_cannot_tell(most: int, checkout: Checkout) -> None:
    done = shell(checkout, f"ulimit -n {most}; graders doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(rf"^  workers +cannot be told: a process may have {most} open files here, ", done.stdout, re.M)
    assert re.search(r"^  system +Linux ", done.stdout, re.M)


# The interpreter


@pytest.mark.parametrize(("flag", "environment"), [("", "1"), ("", "2"), ("-O", ""), ("-OO", "")])
def test_an_interpreter_without_docstrings_is_named(flag: str, environment: str, checkout: Checkout, out: Path) -> None:
    line = called("grade", checkout, out).replace("graders", f'"$PYTHON" {flag} -m graders', 1)
    done = shell(checkout, line, PYTHON=sys.executable, PYTHONOPTIMIZE=environment)
    assert (done.returncode, done.stdout) == (4, "")
    assert "unset PYTHONOPTIMIZE, and give no -O" in one_line(done)


def test_plain_pytest_refuses_it_too(checkout: Checkout) -> None:
    command = [sys.executable, "-OO", "-m", "pytest", "-q", "exercises"]
    done = subprocess.run(
        command, cwd=checkout.root, env=checkout.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 4
    assert "unset PYTHONOPTIMIZE, and give no -O" in done.stderr


@pytest.mark.parametrize("module", ["json", "pytest"])
def test_a_foreign_module_in_the_way_is_named(module: str, checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / f"{module}.py").write_text("x = 1\n")
    done = shell(checkout, "graders grade", PYTHONPATH=str(tmp_path))
    assert done.returncode == 4
    what = f"AttributeError: module '{module}' has no attribute '"
    assert re.match(rf"fault of the grader: {what}\w+'.* \(at graders/", one_line(done))


def test_a_module_of_ours_that_is_broken_is_named_with_its_line(checkout: Checkout) -> None:
    module = checkout.root / "graders" / "commands" / "hints.py"
    before = module.read_text(encoding="utf-8")
    try:
        module.write_text("import nothing_of_the_kind\n", encoding="utf-8")
        done = shell(checkout, "graders hint running_total")
        asked = shell(checkout, "graders hint running_total", KATAS_TRACEBACK="1")
    finally:
        module.write_text(before, encoding="utf-8")
    assert done.returncode == asked.returncode == 4
    what = "ModuleNotFoundError: No module named 'nothing_of_the_kind' (at graders/commands/hints.py:1)"
    assert one_line(done).startswith(f"fault of the grader: {what}; ")
    assert asked.stderr.startswith("Traceback (most recent call last):\n")
    assert asked.stderr.splitlines()[-1] == done.stderr.splitlines()[0]


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_CTYPE": "nosuch"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONUNBUFFERED": "1"},
        {"COLUMNS": "0"},
        {"COLUMNS": "-1"},
        {"COLUMNS": "abc", "LINES": "x"},
        {"TERM": "bogus"},
        {"PYTHONINSPECT": "1"},
        {"PYTHONSTARTUP": "/nowhere"},
        {"PYTHONDEVMODE": "1"},
    ],
    ids=str,
)
def test_other_surroundings_change_nothing(environment: dict[str, str], checkout: Checkout, out: Path) -> None:
    done = shell(checkout, called("grade", checkout, out), **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "10 of 10 points" in done.stdout


def test_without_a_home_it_grades(checkout: Checkout, out: Path) -> None:
    assert shell(checkout, f"unset HOME; {called('grade', checkout, out)}").returncode == 0


# What is kept


def test_a_repository_that_the_environment_names_does_not_mislead_reset(checkout: Checkout) -> None:
    stub = checkout.root / "exercises/02_iterators/01_running_total/running_total.py"
    elsewhere = dict.fromkeys(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"), "/nowhere")
    try:
        done = shell(checkout, "graders reset running_total", **elsewhere)
        assert (done.returncode, done.stderr) == (0, "")
        assert stub.read_text(encoding="utf-8") == STUB
    finally:
        stub.write_text(GOOD, encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("UPDATE gradings SET tests = x'00ff'", 0),
        ("UPDATE gradings SET tests = 7", 0),
        ("UPDATE settings SET value = 'abc'", 0),
        ("DROP TABLE gradings; CREATE TABLE gradings (x)", 2),
    ],
)
def test_a_damaged_state_of_a_class_is_made_again_or_named(harm: str, code: int, checkout: Checkout, out: Path) -> None:
    line = called("grade_class", checkout, out)
    assert shell(checkout, line).returncode == 0
    with sqlite3.connect(out / "grades.sqlite") as state:
        state.executescript(harm)
    done = shell(checkout, line)
    assert done.returncode == code
    if code:
        assert one_line(done).startswith(str(out / "grades.sqlite"))
    else:
        assert done.stderr == ""
        assert "0 of 1 exercises graded before" in done.stdout


def test_a_place_for_the_class_that_cannot_be_made_is_named(checkout: Checkout) -> None:
    done = shell(checkout, f"graders grade_class {checkout.root.parent / 'class'} --out /proc/nowhere/grades.csv")
    assert done.returncode == 2
    assert one_line(done) == (
        "--out /proc/nowhere/grades.csv: its folder cannot be made (No such file or directory); give another place\n"
    )
