from __future__ import annotations

import dataclasses
import functools
import itertools
import os
import signal
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graders.authors.attacks import command, orphans, run, side_effects, suite, workspace
from graders.authors.attacks.judgement import Evidence, Judgement, judge
from graders.authors.attacks.pool import Pool
from graders.authors.attacks.suite import Attack
from graders.model import exercises, speed
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.model.report import ExerciseResult, Outcome, Report, TestResult
from graders.tests.repositories import Repository
from graders.workers import bubblewrap, processes
from graders.workers.inside import kernel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the attacks run on Linux")

HEADER = '''"""Answers with a list.

Against: running_total
Harm: none
Merits: test_sums_as_it_goes
Answer: over or failed
"""
'''
MERITED, OTHER = "test_sums_as_it_goes", "test_reads_no_further_than_asked"
CANARY = "0123456789abcdef"


@pytest.fixture
def source(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an exercise, a bystander, and graders that do what a test tells them."""
    repository.exercise()
    repository.exercise("03_memory_management/05_count_words")
    repository.write("noxfile.py", "")
    repository.write("graders/__main__.py", "")
    repository.write("graders/tests/test_x.py", "")
    for module in (workspace, command, suite):
        if hasattr(module, "ROOT"):
            monkeypatch.setattr(module, "ROOT", repository.root)
    monkeypatch.setattr(command, "find_exercises", lambda: exercises.find_exercises(repository.root))
    return repository.root


@pytest.fixture
def known(source: Path) -> tuple[Exercise, Exercise]:
    first, second = exercises.find_exercises(source)
    return first, second


@pytest.fixture
def attack(tmp_path: Path, known: tuple[Exercise, Exercise]) -> Attack:
    path = tmp_path / "suite" / "lying" / "answers_with_a_list.py"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER, encoding="utf-8")
    return suite.attack(path, list(known))


@pytest.fixture
def guardian(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process takes orphans for a while, and leaves alone the children that it had before."""
    before = frozenset(processes.children(os.getpid()))
    alive, reap = orphans.alive, orphans._reap
    monkeypatch.setattr(orphans, "alive", lambda known=frozenset(): alive(before | known))
    monkeypatch.setattr(orphans, "_reap", lambda known: reap(before | known))
    orphans.adopt()
    yield
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 0)


# Judging


def result(exercise: Exercise, outcomes: dict[str, Outcome], **more: Any) -> ExerciseResult:
    tests = [TestResult(name, outcome, **more) for name, outcome in outcomes.items()]
    return ExerciseResult(exercise.number, exercise.name, "", "", "", tests)


def report_of(known: tuple[Exercise, Exercise], merited: Outcome, other: Outcome, **more: Any) -> Report:
    innocent = result(known[1], dict.fromkeys((MERITED, OTHER), Outcome.PASSED))
    results = [result(known[0], {MERITED: merited, OTHER: other}, **more), innocent]
    return Report(1, "", "", "", "", 1, "stubs", results)


def encoded(report: Report, **more: int) -> bytes:
    sums = {"points": report.points, "max_points": report.max_points, "exit_code": report.exit_code}
    return msgspec.json.encode(msgspec.to_builtins(report) | sums | more)


def evidence(report: Report, screen: str = "", **more: int) -> Evidence:
    return Evidence(report.exit_code, encoded(report, **more), screen)


def judged(attack: Attack, known: tuple[Exercise, Exercise], given: Evidence) -> list[str]:
    return judge(attack, known[1], CANARY, given).complaints


PASSED, FAILED, OVER, FAULT = Outcome.PASSED, Outcome.FAILED, Outcome.OVER, Outcome.FAULT


@pytest.mark.parametrize(
    ("merited", "other", "said"),
    [
        (PASSED, OVER, []),
        (PASSED, FAILED, []),
        (PASSED, PASSED, [f"scored: {OTHER}"]),
        (Outcome.UNSURE, OVER, [f"wrong: {MERITED} is unsure, not passed: "]),
        (FAILED, OVER, [f"wrong: {MERITED} is failed, not passed: "]),
        (PASSED, Outcome.UNSURE, [f"scored: {OTHER}: points have left the maximum: "]),
        (PASSED, FAULT, [f"harmed: fault: running_total {OTHER}: ", "harmed: the command left with", "wrong: "]),
    ],
)
def test_each_outcome_is_held_against_the_header(
    merited: Outcome, other: Outcome, said: list[str], attack: Attack, known: tuple[Exercise, Exercise]
) -> None:
    found = judged(attack, known, evidence(report_of(known, merited, other)))
    assert [line.startswith(begin) for line, begin in zip(found, said, strict=True)] == [True] * len(said)


@pytest.mark.parametrize(("output", "found"), [("x\nREACHED IT\n", 0), ("not REACHED IT", 1), ("", 1)])
def test_an_attack_that_reaches_nothing_any_more_is_wrong(
    output: str, found: int, attack: Attack, known: tuple[Exercise, Exercise]
) -> None:
    after = dataclasses.replace(attack, reaches="the meters")
    report = report_of(known, PASSED, OVER, output=output)
    said = judge(after, known[1], CANARY, evidence(report)).wrong
    assert said == ["it reaches nothing any more, and so proves nothing: the meters"][:found]
    assert judge(attack, known[1], CANARY, evidence(report)).wrong == []


def test_a_test_that_is_bought_by_the_workers_word_is_known_and_no_complaint(
    attack: Attack, known: tuple[Exercise, Exercise]
) -> None:
    found = judge(attack, known[1], CANARY, evidence(report_of(known, PASSED, PASSED, by_word="why")))
    assert (found.complaints, found.scored, found.known) == ([], [], [OTHER])


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ({"output": f"x {CANARY}"}, "it read what it must not: the canary is in results.json"),
        ({"output": "x\n  GOT THROUGH: a socket\n"}, "GOT THROUGH: a socket"),
    ],
)
def test_what_it_printed_is_harm(
    printed: dict[str, str], said: str, attack: Attack, known: tuple[Exercise, Exercise]
) -> None:
    assert judged(attack, known, evidence(report_of(known, PASSED, OVER, **printed))) == [f"harmed: {said}"]


def test_a_source_line_that_would_print_it_is_none(attack: Attack, known: tuple[Exercise, Exercise]) -> None:
    report = report_of(known, PASSED, OVER, detail='x.py:3 print("GOT THROUGH: no")')
    assert judged(attack, known, evidence(report)) == []


@pytest.mark.parametrize("screen", [f"all {CANARY}", "a\n  GOT THROUGH: x", "a\n::error::x", "\x1b[2J", "a\rb"])
def test_the_screen_is_looked_at(screen: str, attack: Attack, known: tuple[Exercise, Exercise]) -> None:
    found = judged(attack, known, evidence(report_of(known, PASSED, OVER), screen))
    assert [line.startswith("harmed: ") for line in found] == [True]


@pytest.mark.parametrize("data", [None, b"", b"{", b"{}", b"\xff", b'{"version": "1"}'])
def test_without_a_valid_report_it_did_harm(
    data: bytes | None, attack: Attack, known: tuple[Exercise, Exercise]
) -> None:
    found = judge(attack, known[1], CANARY, Evidence(1, data, ""))
    assert len(found.harmed) == 1
    assert (found.scored, found.wrong) == ([], [])


def test_a_report_may_not_contradict_itself(attack: Attack, known: tuple[Exercise, Exercise]) -> None:
    report = report_of(known, PASSED, OVER)
    for given in (evidence(report, points=4), Evidence(0, encoded(report), "")):
        assert [line.partition(" itself")[0] for line in judged(attack, known, given)] == [
            "harmed: results.json contradicts"
        ]


def test_every_test_is_in_the_report_and_the_bystander_passes(attack: Attack, known: tuple[Exercise, Exercise]) -> None:
    report = report_of(known, PASSED, OVER)
    report.exercises[0].tests.pop()
    report.exercises[1].tests[0].outcome = Outcome.LATE
    report.faults.append("lost")
    found = judged(attack, known, evidence(report))
    assert found == [
        "harmed: fault: lost",
        "harmed: the command left with exit code 4",
        f"harmed: the report on running_total lacks tests ({OTHER}) or has strange ones (none)",
        f"harmed: the bystander's {MERITED} is late: ",
    ]
    report.exercises.clear()
    assert len(judged(attack, known, evidence(report))) == 4


def test_a_command_that_did_not_end_is_harm_and_many_complaints_are_cut(
    attack: Attack, known: tuple[Exercise, Exercise]
) -> None:
    found = judged(attack, known, Evidence(None, None, "", [f"file {number}" for number in range(20)]))
    assert found[:3] == [
        "harmed: the command did not end",
        "harmed: no results.json; the screen ends with: ",
        "harmed: file 0",
    ]
    assert found[-1] == "harmed: and 14 more"


def test_who_occupies_the_judge_does_harm(attack: Attack, known: tuple[Exercise, Exercise]) -> None:
    report = report_of(known, PASSED, OVER)
    given = Evidence(1, encoded(report), "", busy=61.4)
    assert judged(attack, known, given) == ["harmed: it kept the judge itself busy for 61 s, 60 s allowed"]
    slow = Evidence(1, encoded(report), "", busy=61.4, slowness=2.5)
    assert judged(attack, known, slow) == []
    slow = Evidence(1, encoded(report), "", busy=151.4, slowness=2.5)
    said = "harmed: it kept the judge itself busy for 151 s, 150 s allowed (60 s on the reference machine)"
    assert judged(attack, known, slow) == [said]


# The workspace


def test_a_stage_holds_the_submission_and_canaries(
    tmp_path: Path, source: Path, attack: Attack, known: tuple[Exercise, Exercise]
) -> None:
    with workspace.built(tmp_path / "workspace", source, attack, known[1]) as made:
        stubs = sorted(made.submission.rglob("*.py"))
        assert [stub.name for stub in stubs] == ["running_total.py", "count_words.py"]
        assert [stub.read_bytes() for stub in stubs] == [attack.path.read_bytes(), known[1].reference.read_bytes()]
        holders = [file for file in made.root.rglob("*") if file.is_file() and made.canary in file.read_text()]
        places = {file.relative_to(made.root).parts[0] for file in holders}
        assert places == {"home", "repository", "submissions"}
        assert not any(made.submission in file.parents for file in holders)
        assert not (made.repository / "graders" / "tests").exists()
        assert made.command(["--without=x"])[-3:] == ["--without=x", "running_total", "count_words"]
    assert not (tmp_path / "workspace").exists()


def test_the_command_knows_nothing_worth_stealing(
    tmp_path: Path, attack: Attack, known: tuple[Exercise, Exercise], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "secret")
    environment = workspace.Workspace(tmp_path, CANARY, attack, known[1]).environment
    assert "TOKEN" not in environment
    assert environment["KATAS_CANARY"] == CANARY


def test_a_folder_brings_its_tree_its_bytecode_and_strange_names(
    tmp_path: Path, source: Path, known: tuple[Exercise, Exercise]
) -> None:
    folder = tmp_path / "suite" / "shadowing" / "adds_much"
    (folder / "tree").mkdir(parents=True)
    (folder / "tree" / "conftest.py").touch()
    (folder / "right.py").write_text("x = 1\n")
    more = "Bytecode: right.py\nAdds: 'a\\x1b'\nStub: 1 bytes of 2b\n"
    (folder / "header.txt").write_text(HEADER.replace('"""', "") + more)
    attack = suite.attack(folder, list(known))
    with workspace.built(tmp_path / "workspace", source, attack, known[1]) as made:
        there = {path.name for path in made.submission.rglob("*") if path.is_file()}
        cached = f"running_total.{sys.implementation.cache_tag}.pyc"
        assert there == {"conftest.py", "a\x1b", "running_total.py", "count_words.py", cached}


# Side effects


def test_changes_of_files_are_told(tmp_path: Path) -> None:
    for name in ("kept", "gone", "written", "touched"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    before = side_effects.files([tmp_path])
    (tmp_path / "gone").unlink()
    (tmp_path / "written").write_text("x")
    status = (tmp_path / "touched").stat()
    os.utime(tmp_path / "touched", ns=(status.st_atime_ns, status.st_mtime_ns))  # set back: the time of change tells
    (tmp_path / "folder" / "new").touch()
    found = side_effects.changes(before, side_effects.files([tmp_path]))
    told = [line.replace(f"{tmp_path}/", "") for line in found]
    assert told == ["new file folder/new", "file gone gone", "file changed touched", "file changed written"]
    assert side_effects.changes(before, before) == []


def test_system_v_objects_of_this_user_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = f"  key shmid perms cuid\n 0 7 600 {os.getuid()}\n 0 8 600 {os.getuid() + 1}\n"
    (tmp_path / "shm").write_text(rows)
    monkeypatch.setattr(side_effects, "SYSV", tmp_path)
    assert side_effects.shared_memory() == {"shm 7"}


def test_files_in_shared_folders_are_told_by_the_odd_umask(tmp_path: Path) -> None:
    before = os.umask(side_effects.UMASK)
    (tmp_path / "ours").touch()
    (tmp_path / "our_folder").mkdir()
    os.umask(0o022)
    (tmp_path / "theirs").touch()
    os.umask(before)
    found = side_effects.left_in_shared_folders([tmp_path, tmp_path / "missing"])
    assert found == {f"{tmp_path}/ours", f"{tmp_path}/our_folder"}


# One run, by graders that do what the test tells them

GRADES = """
import os, pathlib, signal, subprocess, sys
[out] = [word.partition("=")[2] for word in sys.argv if word.startswith("--json=")]
{deed}
pathlib.Path(out).write_bytes({results})
sys.exit({code})
"""


def tried(
    deed: str, tmp_path: Path, source: Path, attack: Attack, known: tuple[Exercise, Exercise], more: list[str]
) -> list[str]:
    report = report_of(known, PASSED, OVER)
    text = GRADES.format(deed=deed, results=encoded(report), code=report.exit_code)
    (source / "graders" / "__main__.py").write_text(text)
    return run.tried(tmp_path / "workspace", source, attack, known[1], more).complaints


DEEDS = {
    "pass": "",
    "open(os.environ['HOME'] + '/x', 'w')": "harmed: new file ",
    "open('solutions/canary.txt', 'a').write('x')": "harmed: file changed ",
    "os.symlink('x', os.environ['TMPDIR'] + '/x')": "harmed: new file ",
    "subprocess.Popen(['sleep', '60'], start_new_session=True)": "harmed: process left behind: ",
    "print(os.environ['KATAS_CANARY'])": "harmed: it read what it must not",
    "os.kill(os.getpid(), signal.SIGKILL)": "harmed: the command left with exit code -9",
    "os.mkfifo(out); os.kill(os.getpid(), signal.SIGTERM)": "harmed: the command left with exit code -15",
    "import time; time.sleep(60)": "harmed: the command did not end",
}


@pytest.mark.usefixtures("guardian")
@pytest.mark.parametrize("deed", DEEDS)
def test_a_trial_sees_what_was_done(
    deed: str,
    tmp_path: Path,
    source: Path,
    attack: Attack,
    known: tuple[Exercise, Exercise],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "sleep(" in deed:
        monkeypatch.setattr(run, "SECONDS_A_TEST", 0.1)
    monkeypatch.setattr(orphans, "left_behind", functools.partial(orphans.left_behind, 0.1))
    found = tried(deed, tmp_path, source, attack, known, [])
    assert [line.startswith(DEEDS[deed]) for line in found[:1]] == [True] * bool(DEEDS[deed])
    assert orphans.alive() == []


@pytest.mark.usefixtures("guardian")
def test_a_trial_counts_what_the_judge_computes_itself(
    tmp_path: Path, source: Path, attack: Attack, known: tuple[Exercise, Exercise], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graders.authors.attacks.judgement.BUSY_SECONDS", 0.0)
    found = tried("sum(range(10**7))", tmp_path, source, attack, known, [])
    assert [line.startswith("harmed: it kept the judge itself busy for ") for line in found] == [True]


@pytest.mark.parametrize(
    ("attacked", "wanted"),
    [
        ("01.01 rank_by_expensive_score", "sliding_window_mean"),
        ("02.04 sliding_window_mean", "weak_thumbnail_cache"),
        ("03.06 weak_thumbnail_cache", "shrink_session_table"),
        ("04.03 cpu_map_in_processes", "sliding_window_mean"),
    ],
)
def test_the_bystander_comes_later_where_it_can(attacked: str, wanted: str) -> None:
    among = exercises.find_exercises(exercises.ROOT)
    number, name = attacked.split()
    [exercise] = [each for each in among if each.name == name]
    assert exercise.number == number
    assert run.bystander(exercise, among).name == wanted


# The pool


def killed(attack: Attack) -> Judgement:
    os.kill(os.getpid(), signal.SIGKILL)
    return Judgement()


def hangs(attack: Attack) -> Judgement:
    time.sleep(60)
    return Judgement()


def fails(attack: Attack) -> Judgement:
    raise LookupError("nothing there")


@pytest.mark.usefixtures("guardian")
@pytest.mark.parametrize(
    ("work", "said"),
    [
        (lambda attack: Judgement(scored=[attack.name]), "scored: answers_with_a_list"),
        (killed, "harmed: the process that watched the attack was killed or hung"),
        (hangs, "harmed: the process that watched the attack was killed or hung"),
        (fails, "harmed: the runner failed: "),
    ],
)
def test_each_runner_answers_or_dies_alone(work: Any, said: str, attack: Attack) -> None:
    pool = Pool(work, lambda attack: 0.5 if work is hangs else 60.0)
    found = list(pool.judgements([attack] * 3, jobs=2))
    assert [judgement.complaints[0].startswith(said) for _, judgement in found] == [True] * 3


@pytest.mark.usefixtures("guardian")
def test_who_stops_listening_ends_the_runners(attack: Attack, tmp_path: Path) -> None:
    def first_answers(attack: Attack) -> Judgement:
        try:
            (tmp_path / "first").mkdir()
        except FileExistsError:
            time.sleep(60)
        return Judgement()

    pool = Pool(first_answers, lambda attack: 60.0)
    answers = pool.judgements([attack] * 3, jobs=2)
    assert list(itertools.islice(answers, 1)) == [(attack, Judgement())]
    answers.close()
    assert orphans.alive() == []


# The command


@pytest.mark.usefixtures("guardian")
def test_the_command_shows_a_line_for_each_and_a_table(
    source: Path, attack: Attack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = Judgement(harmed=["bad"], wrong=["late"], seconds=1.0, known=["test_a", "test_b"])
    made = {"lying": bad, "controls": Judgement(seconds=2.0)}
    folder = attack.path.parent.parent
    (folder / "controls").mkdir()
    (folder / "controls" / "sums.py").write_text(HEADER)

    def work(folder: Path, source: Path, more: list[str], attack: Attack) -> Judgement:
        assert (source / "solutions").is_dir()
        assert more == ["--without=seccomp"]
        return made[attack.kind]

    monkeypatch.setattr(command, "_work", work)
    monkeypatch.setattr(side_effects, "left_in_shared_folders", set)
    assert command.main(["--jobs", "1", "--without", "seccomp"], folder) == 1
    assert capsys.readouterr().out.splitlines() == [
        "ok   controls/sums  2.0 s",
        "BAD  lying/answers_with_a_list  1.0 s  harmed: bad",
        "",
        "  class     submissions       scored       harmed        wrong",
        "  lying               1            0            1            1",
        "  controls            1            0            0            0",
        "  total               2            0            1            1",
        "",
        "  known, by the worker's word: lying/answers_with_a_list: test_a, test_b",
        "",
        "  lying/answers_with_a_list: harmed: bad",
        "  lying/answers_with_a_list: wrong: late",
    ]
    assert command.main(["controls", "--without", "seccomp"], folder) == 0


@pytest.mark.usefixtures("guardian")
def test_strong_grades_them_in_namespaces_of_their_own(
    attack: Attack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(folder: Path, source: Path, more: list[str], attack: Attack) -> Judgement:
        return Judgement(wrong=more)  # in a process of its own: what it was given comes back as a complaint

    monkeypatch.setattr(command, "_work", work)
    monkeypatch.setattr(side_effects, "left_in_shared_folders", set)
    monkeypatch.setattr(bubblewrap, "refusal", lambda: "")
    assert command.main(["--strong"], attack.path.parent.parent) == 1
    assert capsys.readouterr().out.splitlines()[0].endswith("wrong: --strong")
    monkeypatch.setattr(bubblewrap, "refusal", lambda: "no bwrap")
    with pytest.raises(Usage, match="--strong: no bwrap"):
        command.main(["--strong"], attack.path.parent.parent)


@pytest.mark.usefixtures("guardian")
def test_what_the_whole_suite_leaves_is_a_complaint(
    source: Path, attack: Attack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(folder: Path, source: Path, more: list[str], attack: Attack) -> Judgement:
        (attack.against.stub).write_text("changed")
        return Judgement()

    monkeypatch.setattr(command, "_work", work)
    left = iter([set(), {"/tmp/x"}])
    monkeypatch.setattr(side_effects, "left_in_shared_folders", lambda: next(left))
    assert command.main([], attack.path.parent.parent) == 1
    *_, shared, own = capsys.readouterr().out.splitlines()
    assert shared == "  left in a shared folder: /tmp/x"
    assert own.startswith("  this repository, by an attack or by somebody who works here: file changed ")


def test_a_list_of_the_attacks(source: Path, attack: Attack, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--list"], attack.path.parent.parent) == 0
    assert capsys.readouterr().out == "lying/answers_with_a_list  against running_total: Answers with a list.\n"


def test_a_bad_header_ends_it_before_anything_runs(
    source: Path, attack: Attack, capsys: pytest.CaptureFixture[str]
) -> None:
    attack.path.write_text(HEADER.replace("Harm", "Arm"))
    assert command.main([], attack.path.parent.parent) == 2
    assert capsys.readouterr().err == f"{attack.path}: the header lacks Harm:\n"


@pytest.mark.parametrize(("asked", "said"), [(["--jobs", "0"], "from 1"), (["nobody"], "no attack matches 'nobody'")])
def test_a_request_that_cannot_be_followed(asked: list[str], said: str, source: Path, attack: Attack) -> None:
    with pytest.raises(Usage, match=said):
        command.main(asked, attack.path.parent.parent)


def test_bystanders_need_the_solutions(source: Path, attack: Attack, known: tuple[Exercise, Exercise]) -> None:
    known[1].reference.unlink()
    with pytest.raises(Usage, match="no reference solution here for count_words"):
        command.main([], attack.path.parent.parent)


def test_the_work_of_a_runner_is_a_trial(
    tmp_path: Path, source: Path, attack: Attack, known: tuple[Exercise, Exercise], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "tried", lambda *given: Judgement(scored=[str(each) for each in given[:1]]))
    (root,) = command._work(tmp_path, source, [], attack).scored
    assert Path(root) == tmp_path / f"{zlib.crc32(attack.name.encode()):x}"
    assert len(Path(root).name) <= 8
    monkeypatch.setattr(speed, "slowness", lambda: 2.5)
    assert command._patience(attack) == 2.5 * 4 * run.SECONDS_A_TEST + command._SPARE_SECONDS
