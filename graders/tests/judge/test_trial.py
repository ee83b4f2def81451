from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graders.bounds.count import at_most, hold
from graders.bounds.laziness import drain, stream
from graders.bounds.memory import memory_ceiling, retained_ceiling
from graders.bounds.size import tracked_objects
from graders.bounds.threads import no_threads_left
from graders.bounds.time import time_limit
from graders.judge import trial
from graders.judge.plan import Confinement, Task
from graders.judge.spawners import Spawners
from graders.judge.trial import ATTEMPTS, DETAIL_LINES, Test, Trial, explained_by
from graders.model import speed
from graders.model.exercises import Exercise, shown
from graders.model.report import Measure, Outcome, TestResult, Unsure
from graders.submissions import sources
from graders.tests.learners import learner
from graders.workers import execution, processes, spawners
from graders.workers.execution import Execution
from graders.workers.inside import requests
from graders.workers.spawners import ForkServer, Spawner

HERE = Path(__file__)
DOC = """Every reading gives
one total.

More on it.

Try: add on paper.
Then again.

Not this.
"""


class Told(Spawners):
    """Where workers come from is told."""

    def __init__(self, judging: Callable[[], Spawner], explaining: Callable[[], Spawner]) -> None:
        super().__init__(Confinement())
        self._told = judging, explaining

    def judging(self) -> Spawner:
        return self._told[0]()

    def explaining(self) -> Spawner:
        return self._told[1]()


class Judge:
    """Judges one test on one source."""

    def __init__(self, folder: Path, spawner: ForkServer) -> None:
        self.folder = folder
        self.spawner = spawner
        self.explained = 0
        self.heard: Callable[[TestResult], object] | None = None

    def trial(self, text: str, run: Callable[[], object], **options: Any) -> Trial:
        """A trial on this text; options go to the test, to the task (inline, explain, answer) or stand for workers."""
        path = self.folder / "01_kata" / "kata.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        held = Confinement(inline=options.pop("inline", False))
        found = options.pop("answer", sources.answer(path))
        task = Task(Exercise(path.parent), found, 1, held, options.pop("explain", True))
        judging = options.pop("spawner", lambda: self.spawner)
        explaining = options.pop("explainers", self._explainers)
        slowness = options.pop("slowness", speed.slowness())
        test = Test("test_kata", run, options.pop("doc", DOC), HERE, weighs=True, **options)
        return Trial(test, task, Told(judging, explaining), slowness, heard=self.heard)

    def __call__(self, text: str, run: Callable[[], object], **options: Any) -> TestResult:
        return self.trial(text, run, **options).judge()

    def _explainers(self) -> ForkServer:
        self.explained += 1
        return self.spawner


@pytest.fixture
def judge(tmp_path: Path, spawner: ForkServer) -> Judge:
    return Judge(tmp_path, spawner)


def call(*args: Any) -> Callable[[], object]:
    """A test that calls the learner's function."""
    return lambda: learner("total")(*args)


# Every kind of outcome


def test_a_test_that_raises_nothing_is_passed(judge: Judge) -> None:
    result = judge("print('hello')\ntotal = sum", call([1, 2]))
    assert (result.name, result.outcome, result.message) == ("test_kata", Outcome.PASSED, "")
    assert result.output == "hello\n"
    assert result.seconds > 0


def test_a_comparison_that_fails_shows_both_values(judge: Judge) -> None:
    def run() -> None:
        assert learner("total")([1, 2]) == 4

    result = judge("total = sum", run)
    assert result.outcome is Outcome.FAILED
    assert result.message == 'learner("total")([1, 2]) is 3, expected 4'
    assert re.fullmatch(r'test_trial.py:\d+  assert learner\("total"\)\(\[1, 2\]\) == 4', result.detail)
    assert (result.requirement, result.advice) == ("Every reading gives one total.", "Add on paper. Then again.")


def test_a_long_difference_is_cut(judge: Judge) -> None:
    def run() -> None:
        raise AssertionError("AssertionError: assert the message\n" + "\n".join(map(str, range(DETAIL_LINES + 5))))

    result = judge("total = sum", run)
    assert result.message == "assert the message"
    assert result.detail.splitlines()[-2:] == [str(DETAIL_LINES - 1), "... 5 more lines"]


def test_an_empty_assertion_has_its_name_for_a_message(judge: Judge) -> None:
    def run() -> None:
        raise AssertionError

    assert judge("total = sum", run).message == "AssertionError"


def test_what_the_learner_raised_is_told_with_its_line(judge: Judge) -> None:
    result = judge("def total(items):\n    return items[9]\n", call([1]))
    assert (result.outcome, result.message) == (
        Outcome.FAILED,
        "raised IndexError: list index out of range at kata.py:2, instead of returning",
    )
    assert [(frame.line, frame.function, frame.text) for frame in result.frames] == [(2, "total", "return items[9]")]
    assert result.advice == "Add on paper. Then again."


def test_a_test_without_advice_points_to_the_last_line(judge: Judge) -> None:
    result = judge("def total(items):\n    return items[9]\n", call([1]), doc="Sums.")
    assert "where it stopped" in result.advice


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ("return input()", "There is no keyboard here"),
        ("return total(items)", "the call that repeats itself"),
        ("return bytearray(1 << 45)", "more memory than the worker may have"),
    ],
)
def test_common_errors_have_their_own_advice(judge: Judge, body: str, advice: str) -> None:
    assert advice in judge(f"def total(items):\n    {body}\n", call([1])).advice


def test_a_wrong_signature_is_shown_where_it_is_defined(judge: Judge) -> None:
    result = judge("x = 1\n\ndef total():\n    return 1\n", call([1]))
    assert result.message.startswith("TypeError: total() takes 0 positional arguments but 1 was given at kata.py:3")
    assert result.advice == "Keep the names and parameters that the stub came with. Add on paper. Then again."


def test_an_error_about_nothing_of_the_file_has_no_line(judge: Judge) -> None:
    result = judge("total = sum", call(5))
    assert result.message == "TypeError: 'int' object is not iterable"
    assert result.frames == []


def test_an_object_of_the_wrong_kind_is_named(judge: Judge) -> None:
    result = judge("class Walk: pass\ndef total(): return Walk()", lambda: list(learner("total")()))
    assert result.message == "you gave a Walk, which is not iterable"
    assert result.advice == "Add on paper. Then again."


def test_a_name_that_is_gone_is_a_failure(judge: Judge) -> None:
    found = judge("x = 1", call())
    assert "defines no total" in found.message
    assert found.advice.startswith("Keep the names and parameters that the stub came with.")


def test_not_implemented_is_to_do_whatever_the_test_makes_of_it(judge: Judge) -> None:
    def run() -> None:
        with pytest.raises(Exception, match="later"):
            learner("total")()

    source = "def total():\n    raise NotImplementedError('later')\n"
    assert judge(source, run).outcome is Outcome.TODO
    assert judge(source, call()).message == "not written yet at kata.py:2"


def test_an_exception_that_was_asked_for_and_did_not_come_is_a_failure(judge: Judge) -> None:
    def run() -> None:
        with pytest.raises(ValueError, match="empty"):
            learner("total")([])

    result = judge("total = sum", run)
    assert result.outcome is Outcome.FAILED
    assert result.message == "raised nothing, expected ValueError"


def test_an_answer_of_no_use_is_told_with_the_line_of_the_test(judge: Judge) -> None:
    def run() -> None:
        learner("total")([])[0]

    result = judge("def total(items): pass", run)
    assert result.message == "you gave None, which is not subscriptable"
    assert result.detail.startswith("test_trial.py:")
    assert result.detail.endswith('learner("total")([])[0]')
    assert result.advice == "Is a return or a yield missing? Add on paper. Then again."


def test_a_coroutine_in_place_of_a_value_is_explained(judge: Judge) -> None:
    def run() -> None:
        assert learner("total")([]) == 0

    result = judge("async def total(items):\n    return 0\n", run)
    assert result.message == "kata.py:1: total is an async def: calling it returns a coroutine, nothing runs"
    assert result.advice == "Write a plain def. Add on paper. Then again."


def test_a_coroutine_without_a_definition_is_explained_too(judge: Judge) -> None:
    def run() -> None:
        assert learner("total")() == 0

    result = judge("async def inner(): return 0\ntotal = lambda: inner()", run)
    assert result.message == "total is an async def: calling it returns a coroutine, nothing runs"


def test_a_bound_that_is_broken_is_over(judge: Judge) -> None:
    result = judge("def total(): return 5", lambda: at_most(learner("total")(), 3, "calls"))
    assert (result.outcome, result.message) == (Outcome.OVER, "calls: 5, at most 3 allowed")
    assert [(measure.value, measure.bound) for measure in result.measures] == [(5, 3)]
    assert result.advice == "Add on paper. Then again."


def test_an_endless_loop_is_late_even_where_the_test_catches_all(judge: Judge) -> None:
    def run() -> None:
        time_limit(cpu=0.1)
        with contextlib.suppress(BaseException):
            learner("total")()

    assert judge("def total():\n    while True: pass", run).outcome is Outcome.LATE


def test_a_slow_machine_gives_the_learners_code_as_much_more_time(judge: Judge) -> None:
    def run() -> None:
        time_limit(cpu=0.1)
        learner("total")()

    found = judge("def total():\n    while True: pass", run, slowness=2.5)
    assert found.outcome is Outcome.LATE
    assert found.message.endswith(" s of CPU, 0.25 s allowed (0.1 s on the reference machine)")


def test_a_worker_that_leaves_is_crashed(judge: Judge) -> None:
    result = judge("import os\ndef total(): os._exit(3)", call())
    assert (result.outcome, result.message) == (Outcome.CRASHED, "left early (exit status 3)")


def test_a_machine_that_cannot_tell_is_unsure(judge: Judge) -> None:
    def run() -> None:
        raise Unsure("too busy")

    assert judge("x = 1", run).outcome is Outcome.UNSURE


def test_a_file_that_is_no_python_is_refused(judge: Judge) -> None:
    result = judge("def total(:", call())
    assert result.outcome is Outcome.REFUSED
    assert result.message.startswith("kata.py:1: SyntaxError")


def test_a_list_in_the_place_of_an_iterator_is_named(judge: Judge) -> None:
    found = judge("def total(): return [1, 2]\n", lambda: next(learner("total")()))
    assert found.message == "your function returned a list; the page says it yields"
    assert found.advice == "Hand over one item at a time: yield each, or return a generator. Add on paper. Then again."


def test_a_file_that_is_gone_is_refused(judge: Judge, tmp_path: Path) -> None:
    gone = tmp_path / "gone.py"
    assert judge("x = 1", call(), answer=sources.answer(gone)).outcome is Outcome.REFUSED


def test_an_error_of_the_graders_is_a_fault(judge: Judge) -> None:
    def run() -> None:
        explained_by(5)  # type: ignore[arg-type]

    result = judge("total = sum", run)
    assert result.outcome is Outcome.FAULT
    assert result.message.startswith("AttributeError: ")
    assert "trial.py" in result.detail
    assert result.advice == "Please report this: it is not your fault."


def test_a_nursery_that_does_not_start_is_a_fault(judge: Judge) -> None:
    def broken() -> ForkServer:
        raise OSError("no scratch folder")

    result = judge("total = sum", call([1]), spawner=broken)
    assert (result.outcome, result.message) == (Outcome.FAULT, "OSError: no scratch folder")


def test_a_grader_that_hangs_is_a_fault(judge: Judge) -> None:
    import pytest_timeout  # type: ignore[import-untyped]

    def run() -> None:
        source = 'raise AssertionError("Timeout (>300.0s) from pytest-timeout.")'
        exec(compile(source, pytest_timeout.__file__, "exec"))

    result = judge("x = 1", run)
    assert result.outcome is Outcome.FAULT
    assert result.message.startswith("the grader hung: Timeout")


def test_a_failure_that_only_reads_like_a_grader_that_hangs_is_none(judge: Judge) -> None:
    result = judge("x = 1", lambda: pytest.fail("Timeout (>300.0s) from pytest-timeout."))
    assert (result.outcome, result.message) == (Outcome.FAILED, "Timeout (>300.0s) from pytest-timeout.")


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit])
def test_an_interruption_of_the_judge_goes_through(judge: Judge, ending: type[BaseException]) -> None:
    def run() -> None:
        raise ending

    with pytest.raises(ending):
        judge("x = 1", run)
    with pytest.raises(BaseException, match="inside a test only"):
        execution.current()


# What is left behind


def test_a_process_left_running_is_a_failure(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "import subprocess, sys\n"
        "def total():\n"
        "    subprocess.Popen([sys.executable, '-IS', '-c', 'input() # cat'], stdin=subprocess.PIPE)\n"
    )
    monkeypatch.setattr(execution, "GRACE_SECONDS", 0.1)
    result = judge(source, call(), rights=["processes"])
    assert result.outcome is Outcome.FAILED
    assert result.message.startswith("left 1 process running: ")
    assert result.message.endswith(" cat")
    assert result.advice.startswith("End every process that you start")


def test_a_nursery_that_is_killed_is_the_learners_doing(judge: Judge, tmp_path: Path) -> None:
    killed = ForkServer([])
    source = "import os, time\ndef total():\n    os.kill(os.getppid(), 9)\n    time.sleep(60)\n"
    try:
        result = judge(source, call(), spawner=lambda: killed)
    finally:
        killed.close()
    assert (result.outcome, result.message) == (Outcome.CRASHED, "killed the process that looks after it")


def test_leftovers_that_nobody_can_tell_are_the_learners_doing(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(running: Execution) -> list[str]:
        raise ConnectionError

    monkeypatch.setattr(Execution, "leftovers", gone)
    assert judge("total = sum", call([1])).message == "killed the process that looks after it"


def test_names_that_a_learner_chose_cannot_break_the_report(judge: Judge) -> None:
    source = (
        "import threading\n"
        "def total():\n"
        "    name = chr(0xD800) + chr(27)\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True, name=name).start()\n"
    )

    def run() -> None:
        learner("total")()
        no_threads_left()

    result = judge(source, run, rights=["threads"])
    assert result.outcome is Outcome.OVER
    assert result.detail == "Still running: \\ud800\\x1b"


def test_what_is_printed_is_made_safe(judge: Judge) -> None:
    assert judge("print(chr(27) + '[2J')\ntotal = sum", call([1])).output == "\\x1b[2J\n"


# Chance


def test_a_verdict_of_chance_is_tried_again(judge: Judge) -> None:
    runs = iter([2, 2, 1])

    def run() -> None:
        hold(Measure("share", next(runs), 1), retry=True)

    result = judge("x = 1", run)
    assert result.outcome is Outcome.PASSED
    assert [measure.value for measure in result.measures] == [1]


def test_chance_has_an_end(judge: Judge) -> None:
    runs = iter(range(2, 99))
    result = judge("x = 1", lambda: hold(Measure("share", next(runs), 1), retry=True))
    assert (result.outcome, next(runs)) == (Outcome.OVER, 2 + ATTEMPTS)


def test_a_verdict_without_chance_stands(judge: Judge) -> None:
    runs = iter(range(2, 99))
    judge("x = 1", lambda: hold(Measure("share", next(runs), 1)))
    assert next(runs) == 3


# Why a ceiling broke


GREEDY = "kept = []\ndef total(items):\n    kept.extend([item] for item in items)\n    yield len(kept)\n"


def greedy() -> None:
    with memory_ceiling("64 KiB"):
        drain(learner("total")(stream(range(10_000))))


def test_a_second_run_finds_the_lines_that_held_the_memory(judge: Judge) -> None:
    result = judge(GREEDY, greedy)
    assert result.outcome is Outcome.OVER
    assert [measure.what for measure in result.measures] == ["peak memory"]
    assert (result.held[0].line, result.held[0].text) == (3, "kept.extend([item] for item in items)")
    assert judge.explained == 1


BOOKS = """
def total(values):
    return sum([float(value) for value in range(60_000)])
"""


def total() -> None:
    """Holds 1.8 MiB, as tracemalloc has it, and as much again in its books."""
    with memory_ceiling("2 MiB"):
        learner("total")([])


def test_a_ceiling_in_doubt_is_held_again_without_the_books_of_tracemalloc(judge: Judge) -> None:
    result = judge(BOOKS, total, counts_import=True)
    assert result.outcome is Outcome.PASSED
    (measure,) = result.measures
    assert measure.what == "peak memory"
    assert 1 << 20 < measure.value < 2 << 20


def test_an_answer_that_uses_tracemalloc_is_held_from_outside_alone(judge: Judge) -> None:
    result = judge("import tracemalloc\n" + BOOKS, total, counts_import=True)
    assert [measure.what for measure in result.measures] == ["peak memory seen from outside"]
    assert result.outcome is Outcome.PASSED


def test_an_author_has_every_answer_weighed(judge: Judge) -> None:
    trial = judge.trial(BOOKS, total, counts_import=True)
    trial.task = trial.task._replace(weigh=True)
    (weighed,) = trial.judge().weighed
    assert weighed.what == "peak memory, weighed from outside,"


def test_the_verdict_is_heard_of_before_that_run(judge: Judge) -> None:
    heard: list[tuple[TestResult, int]] = []
    judge.heard = lambda result: heard.append((result, judge.explained))
    result = judge(GREEDY, greedy)
    ((first, explained),) = heard
    assert (explained, judge.explained) == (0, 1)
    assert (first.outcome, first.measures, first.held) == (Outcome.OVER, result.measures, [])
    judge("x = 1", lambda: at_most(2, 1, "calls"))
    assert len(heard) == 1


def test_what_is_kept_is_explained_too(judge: Judge) -> None:
    def run() -> None:
        with retained_ceiling("64 KiB"):
            drain(learner("total")(stream(range(10_000))))

    assert judge(GREEDY, run).held[0].line == 3


def test_a_second_run_is_spared_where_nobody_reads_it(judge: Judge) -> None:
    result = judge(GREEDY, greedy, explain=False)
    assert (result.outcome, result.held, judge.explained) == (Outcome.OVER, [], 0)


def test_a_count_needs_no_second_run(judge: Judge) -> None:
    judge("x = 1", lambda: at_most(2, 1, "calls"))
    assert judge.explained == 0


def test_inline_has_its_second_run_in_a_worker(judge: Judge) -> None:
    def run() -> None:
        with memory_ceiling("64 KiB"):
            learner("total")()

    result = judge("def total():\n    return len(bytes(1_000_000))\n", run, inline=True, counts_import=True)
    assert result.outcome is Outcome.OVER
    assert judge.explained == 1


# Inline


def test_inline_an_error_of_the_learner_is_no_fault_of_the_graders(judge: Judge) -> None:
    result = judge("def total():\n    raise ValueError('no such seat')\n", call(), inline=True)
    assert (result.outcome, result.message) == (
        Outcome.FAILED,
        "the test cannot use the answer: ValueError: no such seat",
    )


def test_inline_a_stub_is_to_do(judge: Judge) -> None:
    assert judge("def total(): raise NotImplementedError", call(), inline=True).outcome is Outcome.TODO


# Words


@pytest.mark.parametrize(
    ("doc", "found"),
    [
        ("", ("", "")),
        ("One total.", ("One total.", "")),
        ("One\ntotal.\n\nTry: add.", ("One total.", "Add.")),
        (DOC, ("Every reading gives one total.", "Add on paper. Then again.")),
        ("One. Try: no.", ("One. Try: no.", "")),
        ("One.\n\nTry: int() takes more.", ("One.", "int() takes more.")),
        ("One.\n\nTry: deque_of holds.", ("One.", "deque_of holds.")),
    ],
)
def test_a_docstring_gives_the_requirement_and_the_advice(doc: str, found: tuple[str, str]) -> None:
    assert explained_by(doc) == found


def test_a_path_outside_of_the_repository_is_shown_whole(tmp_path: Path) -> None:
    assert shown(tmp_path / "kata.py") == str(tmp_path / "kata.py")
    assert shown(HERE) == "graders/tests/judge/test_trial.py"


# A worker that gets ready ahead

PID = "import os\npid = os.getpid()\ndef total(): return pid\n"


def test_the_worker_that_got_ready_is_the_one_that_is_judged(judge: Judge) -> None:
    found: list[int] = []
    trial = judge.trial(PID, lambda: found.append(learner("total")()))
    trial.prepare()
    ahead = trial._ahead
    assert ahead is not None
    assert ahead._worker is not None
    assert trial.judge().outcome is Outcome.PASSED
    assert found == [ahead._worker.pid]
    assert trial._ahead is None


def test_another_run_gets_a_worker_of_its_own(judge: Judge) -> None:
    found: list[int] = []

    def run() -> None:
        found.append(learner("total")())
        hold(Measure("share", 2, 1), retry=True)

    trial = judge.trial(PID, run)
    trial.prepare()
    assert trial.judge().outcome is Outcome.OVER
    assert len(set(found)) == ATTEMPTS


def test_a_worker_that_is_not_wanted_any_more_is_ended(judge: Judge) -> None:
    trial = judge.trial("while True: pass", call())
    trial.prepare()
    assert trial._ahead is not None
    assert trial._ahead._worker is not None
    pid = trial._ahead._worker.pid
    trial.discard()
    judge.spawner.settle()
    assert processes.usage(pid) is None


def test_what_did_not_get_ready_needs_no_end(judge: Judge) -> None:
    judge.trial("total = sum", call([1])).discard()


def test_inline_nothing_gets_ready(judge: Judge) -> None:
    def never() -> ForkServer:
        raise AssertionError

    trial = judge.trial("total = sum", call([1]), inline=True, spawner=never)
    trial.prepare()
    assert trial._ahead is None


@pytest.mark.parametrize(
    ("source", "outcome", "message"),
    [
        ("def total(:", Outcome.REFUSED, "kata.py:1: SyntaxError"),
        ("x = 1\n1 / 0\n", Outcome.REFUSED, "kata.py:2: cannot be imported: ZeroDivisionError"),
        ("import numpy_of_nowhere", Outcome.REFUSED, "kata.py:1: cannot be imported: ModuleNotFoundError"),
        ("raise NotImplementedError", Outcome.TODO, "not written yet at kata.py:1"),
        ("import os\nos._exit(3)", Outcome.CRASHED, "left early (exit status 3)"),
    ],
)
def test_what_goes_wrong_ahead_shows_in_the_test(judge: Judge, source: str, outcome: Outcome, message: str) -> None:
    trial = judge.trial(source, call())
    trial.prepare()
    result = trial.judge()
    assert result.outcome is outcome
    assert result.message.startswith(message)


def test_an_import_without_end_is_late_in_its_own_test(judge: Judge) -> None:
    def run() -> None:
        time_limit(cpu=0.2)
        learner("total")()

    trial = judge.trial("while True: pass", run)
    trial.prepare()
    assert trial.judge().outcome is Outcome.LATE


def test_a_nursery_that_does_not_start_ahead_is_a_fault_of_the_test(judge: Judge) -> None:
    def broken() -> ForkServer:
        raise OSError("no scratch folder")

    trial = judge.trial("total = sum", call([1]), spawner=broken)
    trial.prepare()
    assert trial.judge().outcome is Outcome.FAULT


def test_a_test_has_the_rights_that_it_was_given(judge: Judge) -> None:
    source = "def total():\n    open('file', 'w').close()\n"
    assert judge(source, call()).message.startswith("PermissionError")
    assert judge(source, call(), rights=["files"]).outcome is Outcome.PASSED


def test_the_second_run_has_the_rights_of_its_recorder(judge: Judge) -> None:
    spawner = spawners.explainers()
    try:
        result = judge(GREEDY, greedy, explainers=lambda: spawner)
    finally:
        spawner.close()
    assert [held.line for held in result.held] == [3]


# What the test's own callables raise, in what the learner made of it


def test_an_error_of_the_tests_own_callable_is_told_with_the_learners_lines(judge: Judge) -> None:
    def refuse(number: int) -> int:
        raise LookupError(f"no page {number}")

    found = judge("def total(page):\n    return page(7)\n", call(refuse))
    assert (found.outcome, found.message) == (
        Outcome.FAILED,
        "LookupError: no page 7 at kata.py:2",
    )
    assert [frame.line for frame in found.frames] == [2]
    assert found.advice == "Add on paper. Then again."


def test_an_error_of_the_tests_own_callable_that_the_learner_never_had_is_the_tests(judge: Judge) -> None:
    def run() -> None:
        raise LookupError("no page")

    found = judge("def total(): pass\n", run)
    assert found.message == "the test cannot use the answer: LookupError: no page"


@pytest.mark.parametrize(("slowness", "allowed"), [(1.0, "0.1 s"), (2.5, "0.25 s (0.1 s on the reference machine)")])
def test_answers_that_keep_the_judge_busy_are_the_learners_doing(
    judge: Judge, monkeypatch: pytest.MonkeyPatch, slowness: float, allowed: str
) -> None:
    def run() -> None:
        assert learner("total")() == 1
        end = time.process_time() + 20
        while time.process_time() < end:
            pass

    monkeypatch.setattr(trial, "JUDGE_CPU_SECONDS", 0.1)
    judge.spawner = ForkServer()
    try:
        found = judge("def total(): return 1\n", run, slowness=slowness)
    finally:
        judge.spawner.close()
    assert (found.outcome, found.message) == (Outcome.CRASHED, f"gave answers that kept the grader busy for {allowed}")


# What rests on the worker's word


def tracked() -> None:
    execution.current().service(requests.THREADS)
    at_most(tracked_objects(), 1 << 30, "objects tracked")
    at_most(tracked_objects(), 1 << 30, "objects tracked")


def test_a_test_by_the_workers_word_is_marked_with_its_reason_and_what_reaches(judge: Judge) -> None:
    found = judge("import inspect\nfrom gc import get_objects\n", tracked)
    assert (found.outcome, found.by_word) == (Outcome.PASSED, "the collector's lists are the interpreter's own")
    told = [(Path(each.file).name, each.line, each.what) for each in found.reaches]
    assert told == [("kata.py", 1, "inspect"), ("kata.py", 2, "gc.get_objects")]


def test_what_reaches_for_the_interpreter_costs_nothing_and_is_told_only_beside_a_mark(judge: Judge) -> None:
    found = judge("import inspect, ctypes\n", lambda: execution.current().service(requests.THREADS))
    assert (found.outcome, found.by_word, found.reaches) == (Outcome.PASSED, "", [])


def test_several_reasons_stand_beside_each_other(judge: Judge) -> None:
    def run() -> None:
        execution.current().mark_word("one")
        execution.current().mark_word("two\n::error::")
        execution.current().mark_word("one")

    found = judge("import inspect\n", run)
    assert found.by_word == r"one; two\n::error::"
