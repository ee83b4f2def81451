"""One test judged: run on an execution of its own, classified, explained, as one TestResult."""

from __future__ import annotations

import contextlib
import inspect
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, TracebackType
from typing import Protocol

from msgspec.structs import replace

from graders.judge.plan import Task
from graders.judge.watchdog import watchdog
from graders.model.report import (
    Crashed,
    Failed,
    Fault,
    Frame,
    Held,
    Measure,
    Outcome,
    TestResult,
    Todo,
    Verdict,
)
from graders.model.text import (
    DETAIL_BYTES,
    LINE_BYTES,
    MESSAGE_BYTES,
    NAME_BYTES,
    one_line,
    printable,
)
from graders.submissions import sources
from graders.workers import execution
from graders.workers.execution import Execution, Limits
from graders.workers.handles import LearnerError
from graders.workers.spawners import Spawner

ATTEMPTS = 3
"""Runs of a test whose verdict depends on chance; the first that passes counts."""

JUDGE_CPU = 5.0
"""Seconds of CPU that a test may keep the judge itself busy, say by comparing what the learner's
code gave; on the reference machine, as all limits of CPU time."""

DETAIL = 40
"""Lines of compared values that are kept."""

_GRADERS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Test:
    """One test of an exercise."""

    __test__ = False

    name: str
    run: Callable[[], object]
    doc: str
    file: Path
    rights: Sequence[str] = ()
    """What the learner's code may use beside computing."""
    counts_import: bool = False
    """It holds memory against a ceiling."""

    def not_run(self, why: str) -> TestResult:
        """Its result where the time is used up."""
        requirement, advice = explained_by(self.doc)
        return TestResult(self.name, Outcome.LATE, why, requirement=requirement, advice=advice)


class Spawners(Protocol):
    """Where workers come from."""

    def judging(self) -> Spawner:
        """Those that judge."""

    def explaining(self) -> Spawner:
        """Those that record their memory."""


class Trial:
    """One test judged on one answer."""

    def __init__(self, test: Test, task: Task, spawners: Spawners, slowness: float = 1.0) -> None:
        self.test = test
        self.task = task
        self._spawners = spawners
        self._slowness = slowness
        """How many times as slow as the reference machine this one is: limits of CPU time are
        multiplied by it."""
        self._ahead: Execution | None = None
        """A worker that gets ready."""

    def prepare(self) -> None:
        """Have a worker get ready for this test beside other work; what goes wrong shows when the test runs."""
        if self.task.confinement.inline:
            return
        with contextlib.suppress(Verdict, OSError):
            self._ahead = self.running(self._spawners.judging())
            self._ahead.begin()

    def discard(self) -> None:
        """The test will not run: end what was prepared."""
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None

    def judge(self) -> TestResult:
        """What becomes of it."""
        for _ in range(ATTEMPTS):
            result, verdict = self.attempt()
            if verdict is None or not verdict.retry:
                break
        if result.outcome is Outcome.OVER and verdict is not None and verdict.measure is not None:
            self._explain(result, verdict.measure)
        return safe(result)

    def running(self, spawner: Spawner) -> Execution:
        """A fresh execution.

        Raises:
            Refused: the file cannot be graded.
        """
        source = sources.source(self.task.answer, self.task.exercise.name)
        kind = _inline_execution() if self.task.confinement.inline else Execution
        test, limits = self.test, Limits(slowness=self._slowness)
        return kind(
            source,
            source.file,
            test.file,
            spawner,
            self.task.seed,
            test.rights,
            test.counts_import,
            limits=limits,
        )

    def attempt(self) -> tuple[TestResult, Verdict | None]:
        """One run on a fresh bench: its result, and the verdict unless it passed."""
        begun, running, verdict = time.monotonic(), None, None
        try:
            running, self._ahead = self._ahead or self.running(self._spawners.judging()), None
            verdict = self._run(running)
        except Verdict as refused:
            verdict = refused
        except Exception as error:
            verdict = _fault(error)
        result = self._result(running, verdict)
        result.seconds = round(time.monotonic() - begun, 3)
        return result, verdict

    def _run(self, running: Execution) -> Verdict | None:
        execution.enter(running)
        try:
            with watchdog(JUDGE_CPU * self._slowness, lambda _: running.busy(JUDGE_CPU)):
                self.test.run()
                running.check_meddling()
            verdict = _left_behind(running)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            verdict = verdict_of(error, running)
        finally:
            execution.leave()
        return running.todo or running.final_verdict or verdict

    def _result(self, running: Execution | None, verdict: Verdict | None) -> TestResult:
        requirement, advice = explained_by(self.test.doc)
        result = TestResult(self.test.name, Outcome.PASSED, requirement=requirement, advice=advice)
        if running is not None:
            result.measures, result.notes, result.output = (
                running.measures,
                running.notes,
                running.output,
            )
        if verdict is not None:
            result.outcome = verdict.outcome
            result.message, result.detail = verdict.message, verdict.detail
            result.frames = verdict.frames
            result.advice = _advice(verdict, advice)
        return result

    def _explain(self, result: TestResult, measure: Measure) -> None:
        """Find the lines that held the memory, in a second run that judges nothing."""
        held = (
            self.task.confinement
        )  # the second run would be outside of a strong worker's namespaces
        if held.inline or held.strong or not self.task.explain or measure.unit != "bytes":
            return
        running = self.running(self._spawners.explaining())
        running.explaining = int(measure.value)
        running.rights = {*self.test.rights, "files", "threads"}  # the recorder's own needs
        running.limits.cpu *= 10
        self._run(running)
        result.held = running.held


def safe(result: TestResult) -> TestResult:
    """The result with every text in which a learner may have a hand made safe to show: the one door to all screens."""
    return replace(
        result,
        message=one_line(result.message),
        detail=printable(result.detail, DETAIL_BYTES),
        advice=one_line(result.advice),
        measures=[replace(each, what=one_line(each.what, NAME_BYTES)) for each in result.measures],
        frames=[_safe_frame(frame) for frame in result.frames],
        held=[_safe_held(held) for held in result.held],
        notes=[printable(note, MESSAGE_BYTES) for note in result.notes],
        output=printable(result.output),
    )


def _safe_frame(frame: Frame) -> Frame:
    file, text = one_line(frame.file, LINE_BYTES), one_line(frame.text, LINE_BYTES)
    return Frame(file, frame.line, one_line(frame.function, NAME_BYTES), text)


def _safe_held(held: Held) -> Held:
    return replace(held, file=one_line(held.file, LINE_BYTES), text=one_line(held.text, LINE_BYTES))


def _advice(verdict: Verdict, of_the_test: str) -> str:
    """What to try: of the verdict, or of the test where its own advice fits; both for what took too long."""
    if verdict.outcome is Outcome.LATE:
        return f"{verdict.advice} {of_the_test}".strip()
    fits = verdict.outcome in (Outcome.OVER, Outcome.TODO, Outcome.FAILED)
    return verdict.advice or (of_the_test if fits else "")


def _left_behind(running: Execution) -> Verdict | None:
    try:
        left = running.leftovers()
    except OSError:
        return Crashed("killed the process that looks after it")
    if not left:
        return None
    return Failed(
        f"left {len(left)} process{'es' * (len(left) > 1)} running: {left[0]}",
        advice="End every process that you start: a with block around the pool, or join().",
    )


def explained_by(doc: str) -> tuple[str, str]:
    """The requirement and the advice that a test's docstring gives: its first paragraph, and the one after "Try:"."""
    text = inspect.cleandoc(doc)
    requirement = re.split(r"\n\s*\n", text, maxsplit=1)[0]
    advice = re.search(r"^Try:\s*(.+?)(?:\n\s*\n|\Z)", text, re.DOTALL | re.MULTILINE)
    return " ".join(requirement.split()), _sentence(" ".join(advice[1].split())) if advice else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def verdict_of(error: BaseException, running: Execution) -> Verdict:
    """What an exception that ended a test means."""
    if isinstance(error, Verdict):
        return error
    if running.coroutine_of:
        return _async_for_def(running)
    if isinstance(error, NotImplementedError):
        return Todo("not written yet")
    if isinstance(error, LearnerError):
        return _raised(error, error.named, error.frames, running)
    if hasattr(
        error, "learners_frames"
    ):  # raised by an object of the test, in what the learner made of it
        return _raised(error, f"{type(error).__name__}: {error}", error.learners_frames, running)
    if any(Path(code.co_filename).stem == "pytest_timeout" for code in _codes(error.__traceback__)):
        return Fault(f"the grader hung: {one_line(str(error))}")
    inline = (
        running is not None and running.is_inline
    )  # there the learner's lines follow those of the graders
    if (
        _in_graders(error, running.test_file)
        and not inline
        and not isinstance(error, AssertionError)
    ):
        return _fault(error)
    return _unmet(error, running)


def _inline_execution() -> type[Execution]:
    from graders.workers.inline import InlineExecution  # loads all that runs in a worker

    return InlineExecution


def _fault(error: BaseException) -> Verdict:
    advice = "Please report this: it is no fault of yours."
    return Fault(f"{type(error).__name__}: {error}", detail=_where(error), advice=advice)


def _in_graders(error: BaseException, test_file: Path) -> bool:
    """True where the graders raised it, rather than the test with an answer in its hands."""
    files = [Path(code.co_filename) for code in _codes(error.__traceback__)]
    places = [place for place, file in enumerate(files) if file == test_file]
    return any(file.is_relative_to(_GRADERS) for file in files[max(places, default=-1) + 1 :])


def _codes(trace: TracebackType | None) -> Iterator[CodeType]:
    while trace is not None:
        yield trace.tb_frame.f_code
        trace = trace.tb_next


def _where(error: BaseException) -> str:
    lines, trace = [], error.__traceback__
    while trace is not None:
        lines.append(
            f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}"
        )
        trace = trace.tb_next
    return "\n".join(lines[-8:])


def _raised(
    error: BaseException, named: str, lines: Sequence[Frame], running: Execution
) -> Verdict:
    frames = list(lines) or _definition(running, str(error))
    where = f" at {Path(frames[-1].file).name}:{frames[-1].line}" if frames else ""
    advice = _ADVICE.get(
        next(
            (name for name in _ADVICE if any(k.__name__ == name for k in type(error).__mro__)), ""
        ),
        "",
    )
    if not lines and isinstance(error, TypeError):
        advice = "Keep the names and parameters that the stub came with."
    if lines and not hasattr(error, "learners_frames"):  # else the test has advice of its own
        advice = (
            advice
            or "The last of your lines, above, is where it stopped: what did it have in its hands?"
        )
    return Failed(f"{one_line(named, _TEXT)}{where}", advice=advice, frames=frames)


_TEXT = MESSAGE_BYTES - 200
"""Bytes of an exception's text in a message: the place that follows stays when the message is
cut."""

_ADVICE = {
    "EOFError": "There is no keyboard here: leave input() out, the values come as arguments.",
    "MemoryError": "The work asked for more memory than the worker may have (4 GiB).",
    "RecursionError": "Look for the call that repeats itself, or use a loop: Python's stack is shallow.",
}


def _definition(running: Execution, text: str) -> list[Frame]:
    """The line that defines what an error is about, where no line of the learner's raised it: a wrong signature."""
    words = set(re.findall(r"\w+", text))
    for name, line in running.source.reading.defined.items():
        if name in words:
            return [Frame(running.shown, line, name, running.source.line(line))]
    return []


def _async_for_def(running: Execution) -> Verdict:
    frames = _definition(running, running.coroutine_of)
    where = f"{Path(frames[0].file).name}:{frames[0].line}: " if frames else ""
    message = (
        f"{where}{running.coroutine_of} is an async def: calling it gives a coroutine, nothing runs"
    )
    return Failed(message, advice="Write a plain def.", frames=frames)


def _unmet(error: BaseException, running: Execution) -> Verdict:
    """A comparison that failed in the test, or an answer that the test could not use."""
    text = printable(str(error), DETAIL_BYTES).strip()
    first, *rest = text.splitlines() or [type(error).__name__]
    if isinstance(error, AssertionError):
        return Failed(_plain(first), detail=_cut(rest))
    if type(error).__name__ == "Failed":  # pytest.raises: DID NOT RAISE
        return Failed(first)
    advice = "The answer is None: is a return or a yield missing?" if "'NoneType'" in first else ""
    message = f"the test cannot use the answer: {type(error).__name__}: {first}"
    return Failed(message, detail=_test_line(error, running), advice=advice)


def _plain(first: str) -> str:
    return first.removeprefix("assert ").replace("AssertionError: ", "")


def _cut(lines: list[str]) -> str:
    kept = lines[:DETAIL] + (
        [f"... {len(lines) - DETAIL} more lines"] if len(lines) > DETAIL else []
    )
    return "\n".join(kept).strip("\n")


def _test_line(error: BaseException, running: Execution) -> str:
    trace, found = error.__traceback__, ""
    lines = running.test_file.read_text(encoding="utf-8").splitlines()
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename) == running.test_file:
            found = (
                f"{running.test_file.name}:{trace.tb_lineno}  {lines[trace.tb_lineno - 1].strip()}"
            )
        trace = trace.tb_next
    return found
