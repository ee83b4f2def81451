from __future__ import annotations

import json
import sys
from types import ModuleType

import pytest

from graders.commands import grade
from graders.judge import plugin
from graders.judge.trial import Trial
from graders.model import speed
from graders.tests.repositories import READS_ALL, REFERENCE, STUB, TESTS, Repository
from graders.workers.inside import confine
from graders.workers.learner import StubFinder
from graders.workers.spawners import ForkServer, Spawned

Captured = pytest.CaptureFixture[str]

SUM = "def running_total(readings):\n    return {0}\n"


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_stub_is_to_do_and_no_success(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    assert repository.pytest() == 1
    assert "2 todo" in shown(capsys)


def test_a_solution_in_the_stubs_place_passes(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(stub=REFERENCE)
    assert repository.pytest("--seed", "7") == 0
    output = shown(capsys)
    assert "2 passed" in output
    assert "bounded katas: seed 7" in output
    assert "not isolated" not in output


def test_the_seed_is_drawn_where_none_is_given(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(stub=REFERENCE)
    repository.pytest("--collect-only")
    assert "bounded katas: seed " in shown(capsys)


def test_a_failure_is_told_on_a_card(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(stub=SUM.format("[readings[0]]"))
    assert repository.pytest("-k", "sums") == 1
    output = shown(capsys)
    assert "you gave [3], expected [3, 4, 6]" in output
    assert "Add 3, 1 and 2 on paper" in output
    assert "Traceback" not in output


def test_a_card_is_plain_where_pytest_colours_its_screen(repository: Repository, capsys: Captured) -> None:
    tests = (
        "from running_total import running_total\n\n\n"
        "def test_it():\n    assert running_total({'a': 1}) == {'a': 2, 'b': 3}\n"
    )
    repository.exercise(stub="def running_total(readings):\n    return readings\n", tests=tests)
    repository.write("elsewhere/test_other.py", "def test_other():\n    assert {'a': 1} == {'a': 2, 'b': 3}\n")
    assert repository.pytest("--color=yes", "exercises") == 1
    card = shown(capsys)
    assert "you gave {'a': 1}, expected {'a': 2, 'b': 3}" in card
    assert "\\x1b" not in card
    repository.pytest("--color=yes", "elsewhere")
    assert "{'a': 1} != {'a': 2}" not in shown(capsys)  # in colours


def test_a_stub_that_runs_here_already_is_told(repository: Repository, capsys: Captured) -> None:
    repository.exercise()
    sys.modules["running_total"] = ModuleType("running_total")
    try:
        assert repository.pytest() == 4
    finally:
        del sys.modules["running_total"]
    assert "running_total runs in pytest's own process already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (["--doctest-modules"], 0, "2 passed"),
        (["-o", "python_files=*.py"], 0, "2 passed"),
        (["{folder}/running_total.py"], 2, "running_total runs in a worker only"),
        (["{folder}/helper.py"], 2, "helper.py does not run: of the folder of running_total only the test file"),
        (["elsewhere/exercises/01_here/02_there"], 2, "test_there.py is of another checkout than"),
        (["elsewhere/exercises/01_here/02_there/there.py"], 2, "there.py is of another checkout than"),
    ],
)
def test_no_stub_is_collected(
    repository: Repository, capsys: Captured, asked: list[str], code: int, words: str
) -> None:
    exercise = repository.exercise(stub=REFERENCE + '\n__doc__ = ">>> 1 / 0"\n')
    repository.write(f"{exercise.folder}/helper.py", "1 / 0\n")
    for name in ("there.py", "test_there.py"):
        repository.write(f"elsewhere/exercises/01_here/02_there/{name}", "1 / 0\n")
    assert repository.pytest(*(each.format(folder=exercise.folder) for each in asked)) == code
    assert words in shown(capsys)


def test_outcomes_have_their_own_names(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(stub=READS_ALL)
    assert repository.pytest("-v") == 1
    output = shown(capsys)
    assert "OVER" in output
    assert "1 failed, 1 passed" in output


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (["--solutions"], 0),
        (["--decoy", "reads_all_first"], 1),
        (["--solutions", "--fresh-workers"], 0),
        (["--solutions", "--inline"], 0),
        (["--strong", "--inline"], 4),
        (["--strong", "--fresh-workers"], 4),
    ],
)
def test_options_choose_what_is_graded_and_where(repository: Repository, flags: list[str], code: int) -> None:
    repository.exercise()
    assert repository.pytest(*flags) == code


def test_inline_says_that_it_gives_no_points(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    assert repository.pytest("--inline") == 1
    assert "--inline: not isolated, gives no points" in shown(capsys)


def test_what_cannot_be_told_has_its_own_exit_code(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    tests = "from graders.model.report import Unsure\n\n\ndef test_cannot_tell():\n    raise Unsure('too busy')\n"
    repository.exercise(tests=tests)
    assert repository.pytest() == 3
    assert "1 unsure" in shown(capsys)


def test_fixtures_and_parameters_of_a_test_work_as_ever(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    tests = (
        "import pytest\nfrom running_total import running_total\n\n\n"
        "@pytest.fixture\ndef start():\n    return 5\n\n\n"
        "@pytest.mark.parametrize('more', [1, 2])\n"
        "def test_adds(start, more):\n    assert list(running_total([start, more])) == [5, 5 + more]\n"
    )
    repository.exercise(tests=tests)
    assert repository.pytest("--solutions") == 0
    assert "2 passed" in shown(capsys)


def test_other_tests_of_the_same_run_are_left_alone(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    repository.write("elsewhere/test_other.py", "def test_other():\n    raise NotImplementedError\n")
    assert repository.pytest("elsewhere") == 1
    assert "1 failed" in shown(capsys)


def test_imports_are_answered_for_one_session_only(repository: Repository) -> None:
    repository.exercise()
    before = [each for each in sys.meta_path if isinstance(each, StubFinder)]
    repository.pytest()
    assert [each for each in sys.meta_path if isinstance(each, StubFinder)] == before


def test_a_session_that_never_began_has_nothing_to_end() -> None:
    class Bare:
        stash = pytest.Stash()

    before = list(sys.meta_path)
    plugin.pytest_unconfigure(Bare())  # type: ignore[arg-type]
    assert sys.meta_path == before


def test_a_nursery_that_a_learner_killed_is_replaced(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confine, "available", list)  # the kernel would not let him
    stub = "import os\n\n\ndef running_total(readings):\n    os.kill(os.getppid(), 9)\n    return iter([3, 4, 6])\n"
    repository.exercise(stub=stub)
    results = repository.root / "results.json"
    assert grade.main(["--json", str(results)]) == 1
    (exercise,) = json.loads(results.read_text())["exercises"]
    assert [test["outcome"] for test in exercise["tests"]] == ["crashed", "crashed"]


def test_a_stub_that_a_test_never_calls_is_not_loaded(repository: Repository) -> None:
    tests = "import running_total\n\n\ndef test_nothing():\n    assert running_total\n"
    repository.exercise(stub=STUB + "\n1 / 0\n", tests=tests)
    assert repository.pytest() == 0


# The next test's worker gets ready while this test ends


class Spied:
    """What becomes of the workers that got ready ahead."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.prepared: list[str] = []
        self.discarded: list[str] = []
        self.spawned = 0
        prepare, discard, spawn = Trial.prepare, Trial.discard, ForkServer.spawn

        def preparing(trial: Trial) -> None:
            prepare(trial)
            self.prepared.append(trial.test.name)

        def discarding(trial: Trial) -> None:
            self.discarded += [trial.test.name] * (trial._ahead is not None)
            discard(trial)

        def spawning(fork_server: ForkServer) -> Spawned:
            self.spawned += 1
            return spawn(fork_server)

        monkeypatch.setattr(Trial, "prepare", preparing)
        monkeypatch.setattr(Trial, "discard", discarding)
        monkeypatch.setattr(ForkServer, "spawn", spawning)


@pytest.fixture
def spied(monkeypatch: pytest.MonkeyPatch) -> Spied:
    return Spied(monkeypatch)


def three(second: str) -> str:
    """Three tests, the second as given."""
    head = "import pytest\nfrom running_total import running_total\n\n\n"
    test = "def test_{0}():\n    assert list(running_total([1])) == [1]\n\n\n"
    return head + test.format("first") + second + test.format("third")


def test_every_worker_but_the_first_gets_ready_ahead_and_is_used(repository: Repository, spied: Spied) -> None:
    repository.exercise(tests=three("def test_second():\n    assert list(running_total([2])) == [2]\n\n\n"))
    assert repository.pytest("--solutions") == 0
    assert spied.prepared == ["test_second", "test_third"]
    assert (spied.spawned, spied.discarded) == (3, [])


def test_a_worker_that_got_ready_for_nothing_is_ended_with_the_session(repository: Repository, spied: Spied) -> None:
    repository.exercise(stub=SUM.format("iter([7])"), tests=three("def test_second():\n    pass\n\n\n"))
    assert repository.pytest("-x") == 1
    assert (spied.prepared, spied.discarded) == (["test_second"], ["test_second"])


def test_a_worker_that_got_ready_for_a_skipped_test_is_ended(repository: Repository, spied: Spied) -> None:
    repository.exercise(tests=three("@pytest.mark.skip\ndef test_second():\n    pass\n\n\n"))
    assert repository.pytest("--solutions") == 0
    assert spied.prepared == ["test_second"]
    assert spied.discarded == ["test_second"]


def test_a_skipped_test_is_no_other_tests(repository: Repository, spied: Spied, capsys: Captured) -> None:
    repository.exercise(tests=three("@pytest.mark.skip\ndef test_second():\n    pass\n\n\n"))
    assert repository.pytest("--solutions") == 0
    assert "2 passed, 1 skipped" in shown(capsys)


@pytest.mark.parametrize(
    ("stub", "outcome"),
    [
        ("1 / 0\n", "refused"),
        ("import numpy_of_nowhere\n", "refused"),
        ("def running_total(:\n", "refused"),
        ("while True:\n    pass\n", "late"),
        ("import os\nos._exit(3)\n", "crashed"),
    ],
)
def test_what_the_next_file_does_at_import_shows_in_its_own_tests(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, stub: str, outcome: str
) -> None:
    monkeypatch.setattr(speed, "slowness", lambda: 1.0)  # under coverage it takes its time to be late
    repository.exercise(stub=REFERENCE)
    repository.exercise("02_iterators_and_generators/02_other_total", stub=stub)
    results = repository.root / "results.json"
    assert grade.main(["--json", str(results)]) == 1
    found = {each["name"]: each["tests"] for each in json.loads(results.read_text())["exercises"]}
    assert [test["outcome"] for test in found["running_total"]] == ["passed", "passed"]
    assert [test["outcome"] for test in found["other_total"]] == [outcome, outcome]


TELLS_ITS_LIMITS = """from graders.workers import execution


def test_limits(request):
    print("slowness", execution.current().limits.slowness)


def test_guard(request):
    print("guard", request.config._env_timeout)
"""


def test_a_slow_machine_is_told_and_gives_more_time(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(speed, "slowness", lambda: 2.5)
    repository.exercise(stub=REFERENCE, tests=TELLS_ITS_LIMITS)
    assert repository.pytest("-s") == 0
    output = shown(capsys)
    assert "bounded katas: this machine is 2.5 times as slow as the reference machine" in output
    assert "slowness 2.5\n" in output
    assert "guard 750.0\n" in output


def test_a_machine_as_fast_as_the_reference_is_not_worth_a_word(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(speed, "slowness", lambda: 1.0)
    repository.exercise(stub=REFERENCE, tests=TELLS_ITS_LIMITS)
    assert repository.pytest("-s") == 0
    output = shown(capsys)
    assert "reference machine" not in output
    assert "guard 300.0\n" in output


@pytest.mark.parametrize(("flags", "stated"), [(["--timeout=70"], ""), ([], "70")])
def test_who_says_how_long_the_guard_waits_is_obeyed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Captured, flags: list[str], stated: str
) -> None:
    monkeypatch.setattr(speed, "slowness", lambda: 2.5)
    monkeypatch.setenv("PYTEST_TIMEOUT", stated) if stated else monkeypatch.delenv("PYTEST_TIMEOUT", raising=False)
    repository.exercise(stub=REFERENCE, tests=TELLS_ITS_LIMITS)
    assert repository.pytest("-s", *flags) == 0
    assert "guard 70.0\n" in shown(capsys)


def test_without_the_guard_there_is_none_to_scale(repository: Repository) -> None:
    repository.exercise(stub=REFERENCE)
    assert repository.pytest("-p", "no:timeout", "--override-ini=addopts=") == 0


def test_a_test_has_the_rights_of_its_marks(repository: Repository, capsys: Captured) -> None:
    stub = "def running_total(readings):\n    open('notes', 'w').close()\n    return iter(readings)\n"
    test = "def test_{0}():\n    assert list(running_total([1])) == [1]\n\n\n"
    head = "from graders import allow\nfrom running_total import running_total\n\n\n"
    repository.exercise(stub=stub, tests=head + test.format("without") + "@allow('files')\n" + test.format("with"))
    assert repository.pytest("-v") == 1
    output = shown(capsys)
    assert "1 failed, 1 passed" in output
    assert "PermissionError" in output


def test_a_file_may_give_rights_to_all_its_tests(repository: Repository) -> None:
    stub = "def running_total(readings):\n    open('notes', 'w').close()\n    return iter(readings)\n"
    tests = (
        "from graders import allow\nfrom running_total import running_total\n\npytestmark = allow('files')\n\n\n"
        "def test_it():\n    assert list(running_total([1])) == [1]\n"
    )
    repository.exercise(stub=stub, tests=tests)
    assert repository.pytest() == 0


@pytest.mark.parametrize("layer", confine.LAYERS)
def test_a_layer_can_be_left_out(repository: Repository, layer: str) -> None:
    repository.exercise(stub=REFERENCE)
    assert repository.pytest(f"--without={layer}") == 0


def test_memory_that_pytest_memray_measures_is_not_the_answers(repository: Repository, capsys: Captured) -> None:
    pytest.importorskip("pytest_memray")
    line = "measures pytest's own process, where no answer runs; memory_ceiling holds an answer's memory"
    repository.exercise(stub=REFERENCE)
    assert repository.pytest("-p", "pytest_memray.plugin", "--memray", "-q") == 0
    assert f"bounded katas: --memray {line}, and nox -s profile -- NAME shows it\n" in shown(capsys)
    assert repository.pytest("-p", "pytest_memray.plugin", "-q") == 0
    assert "--memray" not in shown(capsys)


def test_a_limit_of_pytest_memray_on_a_test_of_an_exercise_is_refused(repository: Repository, capsys: Captured) -> None:
    limited = TESTS.replace("def test_sums", "@pytest.mark.limit_memory('1 MB')\ndef test_sums")
    repository.exercise(
        stub=REFERENCE, tests=limited.replace("from running_total", "import pytest\nfrom running_total")
    )
    assert repository.pytest() == 1
    output = " ".join(shown(capsys).split())
    assert "limit_memory measures pytest's own process, where no answer runs" in output
    assert "1 failed, 1 passed" in output
