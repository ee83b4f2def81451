"""One test judged: run on an execution of its own, classified, explained, as one TestResult."""

from __future__ import annotations

import contextlib
import dataclasses
import inspect
import re
import time
import traceback
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from graders.bounds.memory import TRACED, Untold
from graders.judge import unmet
from graders.judge.differences import a, without_addresses
from graders.judge.plan import Task
from graders.judge.spawners import Spawners
from graders.judge.unmet import comparisons
from graders.judge.watchdog import watchdog
from graders.model.invocation import command
from graders.model.report import (
    BROKEN,
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
from graders.model.wording import number_of
from graders.submissions import sources
from graders.workers import allowance, execution
from graders.workers.denials import denied
from graders.workers.execution import Execution, Limits
from graders.workers.handles import LearnerError
from graders.workers.inside import requests
from graders.workers.script import IN_ITS_PLACE, Script
from graders.workers.spawners import Spawner

ATTEMPTS = 3
"""Runs of a test whose verdict depends on chance; the first that passes counts."""

JUDGE_CPU_SECONDS = 5.0
"""CPU that a test may keep the judge itself busy, say by comparing what the learner's code
returned; on the reference machine, as all limits of CPU time."""

EXPLAINING_FACTOR = 10
"""How many times the usual CPU a run may take that records its memory."""

DETAIL_LINES = 40
"""Lines of compared values that are kept."""

_TEXT_BYTES = 240
"""Of an exception's text in a message: more of it makes nobody wiser, and the place follows."""

_ADVICE = {
    "EOFError": "There is no keyboard here: leave input() out, the values come as arguments.",
    "ModuleNotFoundError": "The grader has the standard library alone: solve it with that.",
    "MemoryError": "The work asked for more memory than the worker may have (4 GiB).",
    "RecursionError": "Look for the call that repeats itself, or use a loop: "
    "Python's stack is shallow.",
}

_NO_MISTAKE = f"It is no mistake of yours: {command('doctor')} shows what this machine has."

_STOPPED = "The last of your lines, above, is where it stopped: what did it have in its hands?"
"""Where neither the verdict nor the test has advice."""

_BY_VALUE = frozenset(
    kind.__name__
    for kind in (type(None), bool, int, float, str, bytes, list, tuple, dict, set, frozenset)
)
"""Types whose objects cross as values: an error about one of them in a worker is about another."""

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
    counts_traffic: bool = False
    """It counts what moves between processes."""
    weighs: bool = False
    """It holds resident memory against one."""
    bound: bool = False
    """It holds a bound; the others hold the behaviour."""
    given: bool = False
    """The stub passes it as it was handed out."""

    def result(self, outcome: Outcome, message: str = "", seconds: float = 0.0) -> TestResult:
        """What became of it."""
        requirement, advice = explained_by(self.doc)
        return TestResult(
            self.name,
            outcome,
            message,
            requirement=requirement,
            advice=advice,
            bound=self.bound,
            given=self.given,
            seconds=seconds,
        )


class Trial:
    """One test judged on one answer."""

    def __init__(
        self,
        test: Test,
        task: Task,
        spawners: Spawners,
        slowness: float = 1.0,
        scripts: dict[tuple[Task, str], Script] | None = None,
        script: Script | None = None,
        heard: Callable[[TestResult], object] | None = None,
    ) -> None:
        self.test = test
        self.task = task
        self._spawners = spawners
        self._slowness = slowness
        """How many times as slow as the reference machine this one is: limits of CPU time are
        multiplied by it."""
        self._ahead: Execution | None = None
        """A worker that gets ready."""
        self._script = script
        """What its workers say, or are to say."""
        self._scripts = {} if scripts is None else scripts
        """Those of right answers, by what was judged and the test."""
        self._heard = heard
        """Takes what became of it while what held the memory is looked for."""

    def prepare(self) -> None:
        """Have a worker get ready beside other work; what goes wrong shows when the test runs."""
        if self.task.confinement.inline or self.task.truth is not None:
            return
        with contextlib.suppress(Verdict, OSError):
            self._ahead = self._execution(self._spawners.judging())
            self._ahead.begin()

    def discard(self) -> None:
        """The test will not run: end what was prepared."""
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None

    def judge(self) -> TestResult:
        """What becomes of it."""
        if self.task.truth is not None:
            try:
                here, there = (self._said_of(self.task.truth, more) for more in (0, 1))
                self._script = here.known_beside(there)
            except Fault as fault:
                return self.test.result(Outcome.FAULT, str(fault))
            self._script.idle = self.task.idle
        result, verdict = self._tried()
        if isinstance(verdict, Untold):
            traced = [each for each in result.measures if each.what in TRACED]
            drawing = result.drawing
            result, verdict = self._attempt(untraced=True, traced=traced)
            result = replace(result, drawing=drawing)
        if self.task.weigh and self.test.counts_import:
            result = replace(result, weighed=self._attempt(untraced=True)[0].weighed)
        over = verdict.measure if verdict and result.outcome is Outcome.OVER else None
        # A strong worker's namespaces would not hold a second run.
        explain = self.task.explain and not self.task.confinement.strong
        if explain and over is not None and over.unit == "bytes":
            if self._heard is not None:
                self._heard(safe(result))
            result = replace(result, held=self._holders(over))
        return safe(result)

    def _tried(self) -> tuple[TestResult, Verdict | None]:
        """What becomes of it; where chance has a part in that, at the best of some attempts."""
        for _ in range(ATTEMPTS):
            result, verdict = self._attempt()
            if verdict is None or not verdict.retry:
                break
        return result, verdict

    def _said_of(self, truth: sources.Answer, more: int) -> Script:
        """What the worker of a right answer says, by a seed that is so much higher.

        Raises:
            Fault: the test does not pass on it.
        """
        seed = self.task.seed + more
        task = self.task._replace(answer=truth, truth=None, tests=(), seed=seed)
        key = task, self.test.name
        if key not in self._scripts:
            script = Script()
            right = Trial(self.test, task, self._spawners, self._slowness, script=script)
            _, verdict = right._tried()
            doubtful = isinstance(verdict, Untold) or (
                verdict and verdict.outcome is Outcome.UNSURE
            )
            if verdict is not None and not doubtful:
                raise Fault(f"the right answer is {verdict.outcome}: {verdict.message}")
            self._scripts[key] = script
        return self._scripts[key]

    def _execution(
        self,
        spawner: Spawner,
        explaining: int = 0,
        untraced: bool = False,
        traced: Sequence[Measure] = (),
        profiling: bool = False,
    ) -> Execution:
        """A fresh execution, which may explain a peak of this many bytes.

        Or one that is ``untraced``, with what was ``traced`` in a run before.

        Raises:
            Refused: the file cannot be graded.
        """
        source = sources.source(self.task.answer, self.task.exercise.name)
        kind: type[Execution] = Execution
        if self.task.confinement.inline and not explaining:  # nobody looks at that run
            from graders.workers.inline import InlineExecution  # loads all that runs in a worker

            kind = InlineExecution
        rights: Collection[str] = self.test.rights
        limits = Limits(slowness=self._slowness)
        if explaining:
            rights = {*rights, "files", "threads"}  # the recorder's own needs
            limits = dataclasses.replace(limits, cpu=limits.cpu * EXPLAINING_FACTOR)
        if self._script is not None:
            self._script.begin()
        return kind(
            source,
            source.file,
            self.test.file,
            spawner,
            self.task.seed,
            rights=rights,
            counts_import=self.test.counts_import,
            counts_traffic=self.test.counts_traffic,
            weighs=self.test.weighs and not self.task.confinement.inline,
            explaining=explaining,
            profiling=profiling,
            limits=limits,
            script=self._script,
            # The answer's own use of tracemalloc and ours would disturb each other.
            untraced=untraced or source.reading.traces_memory,
            traced=list(traced),
        )

    def _attempt(
        self, untraced: bool = False, traced: Sequence[Measure] = ()
    ) -> tuple[TestResult, Verdict | None]:
        """One run on an execution: its result, and the verdict unless it passed."""
        begun, running, verdict = time.monotonic(), None, None
        watch = allowance.Watch()
        try:
            running, self._ahead = self._ahead, None
            if running is None:
                spawner = self._spawners.judging()
                running = self._execution(spawner, untraced=untraced, traced=traced)
            verdict = self._run(running)
        except Verdict as refused:
            verdict = refused
        except Exception as error:
            verdict = _fault(error)
        caught = running.caught if running is not None else []
        verdict = _missed(watch, verdict, caught, self.test.rights)
        result = self.test.result(Outcome.PASSED, seconds=round(time.monotonic() - begun, 3))
        if running is not None:
            result = replace(
                result,
                measures=running.measures,
                weighed=running.weighed,
                notes=running.notes,
                drawing=running.drawn,
                output=running.output,
                by_word="; ".join(running.by_word),
                reaches=running.reaches if running.by_word else [],
            )
        if self._script is not None and self._script.told:
            rows = ", ".join(dict.fromkeys(self._script.told))
            result = replace(result, notes=[*result.notes, f"{IN_ITS_PLACE} {rows}"])
        if verdict is not None:
            result = replace(
                result,
                outcome=verdict.outcome,
                message=verdict.message,
                detail=verdict.detail,
                frames=verdict.frames,
                advice=_advice(verdict, result.advice),
            )
        return result, verdict

    def _run(self, running: Execution) -> Verdict | None:
        execution.enter(running)
        try:
            with (
                comparisons() as compared,
                watchdog(
                    JUDGE_CPU_SECONDS * self._slowness, lambda _: running.busy(JUDGE_CPU_SECONDS)
                ),
            ):
                self.test.run()
            verdict = _left_behind(running)
            return running.todo or running.final_verdict or verdict
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            # What the learner's code did to its worker first: what the test made of it only
            # follows. And before words are found for the rest: they may ask the worker once more.
            return running.todo or running.final_verdict or verdict_of(error, running, compared)
        finally:
            execution.leave()

    def _holders(self, measure: Measure) -> list[Held]:
        """The lines that held the memory, by a second run that judges nothing."""
        running = self._execution(self._spawners.explaining(), explaining=int(measure.value))
        self._run(running)
        return running.held

    def profile(self) -> list[Allocation]:
        """What the answer held at its peak in this test, by memray in a worker that is locked in.

        Whatever becomes of the test: its bounds are for judging.

        Raises:
            Verdict: the worker was gone before its record could be read.
        """
        running = self._execution(self._spawners.explaining(), explaining=1, profiling=True)
        execution.enter(running)
        try:
            folder = str(running.worker.folder)
            running.service(requests.EXPLAIN_START, running.explaining, folder)
            try:
                with watchdog(
                    JUDGE_CPU_SECONDS * self._slowness, lambda _: running.busy(JUDGE_CPU_SECONDS)
                ):
                    self.test.run()
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException:
                pass  # a bound that is broken, a wrong answer: what was held until then is told
            return running.service(requests.PROFILE_STOP, folder)
        finally:
            execution.leave()


Allocation = tuple[int, int, list[tuple[str, str, int]]]
"""What was held at a peak by one way of calls: bytes, blocks, and the calls."""


def safe(result: TestResult) -> TestResult:
    """The result with every text that a learner may have a hand in made safe to show.

    It is the one door to all screens.
    """
    drawing = result.drawing
    if drawing is not None:
        chains = [[one_line(link, NAME_BYTES) for link in chain] for chain in drawing.keepers]
        drawing = replace(drawing, keepers=chains)
    return replace(
        result,
        message=one_line(result.message),
        detail=printable(result.detail, DETAIL_BYTES),
        advice=one_line(result.advice),
        measures=[replace(each, what=one_line(each.what, NAME_BYTES)) for each in result.measures],
        frames=[
            replace(
                frame,
                file=one_line(frame.file, LINE_BYTES),
                function=one_line(frame.function, NAME_BYTES),
                text=one_line(frame.text, LINE_BYTES),
            )
            for frame in result.frames
        ],
        held=[
            replace(
                held, file=one_line(held.file, LINE_BYTES), text=one_line(held.text, LINE_BYTES)
            )
            for held in result.held
        ],
        notes=[printable(note, MESSAGE_BYTES) for note in result.notes],
        drawing=drawing,
        by_word=one_line(result.by_word),
        reaches=[
            replace(
                each, file=one_line(each.file, LINE_BYTES), what=one_line(each.what, NAME_BYTES)
            )
            for each in result.reaches
        ],
        output=printable(result.output),
    )


def _advice(verdict: Verdict, of_the_test: str) -> str:
    """What to try: by the verdict, and by the test, whose own advice nothing general hides."""
    if verdict.outcome not in (*BROKEN, Outcome.TODO) or verdict.outcome is Outcome.REFUSED:
        return verdict.advice
    return f"{verdict.advice} {of_the_test}".strip() or (_STOPPED if verdict.frames else "")


def _missed(
    watch: allowance.Watch, verdict: Verdict | None, caught: Sequence[str], rights: Collection[str]
) -> Verdict | None:
    """The verdict, unless the machine kept from the test what it needed: then that is a fault."""
    if verdict is None or verdict.outcome not in (*BROKEN, Outcome.FAULT):
        return verdict
    missed = watch.missed("\n".join([verdict.message, verdict.detail, *caught]), rights)
    detail = verdict.message
    return Fault(missed, detail=detail, advice=_NO_MISTAKE) if missed else verdict


def _left_behind(running: Execution) -> Verdict | None:
    try:
        left = running.leftovers()
    except OSError:
        return Crashed("killed the process that looks after it")
    if not left:
        return None
    return Failed(
        f"left {number_of(len(left), 'process')} running: {left[0]}",
        advice="End every process that you start: a with block around the pool, or join().",
    )


def explained_by(doc: str) -> tuple[str, str]:
    """A docstring's first paragraph, which is the requirement, and its advice, after "Try:"."""
    text = inspect.cleandoc(doc)
    requirement = re.split(r"\n\s*\n", text, maxsplit=1)[0]
    advice = re.search(r"^Try:\s*(.+?)(?:\n\s*\n|\Z)", text, re.DOTALL | re.MULTILINE)
    words = " ".join(advice[1].split()) if advice else ""
    is_word = re.match(r"[a-z]+(?!\w|[(\[]|\.\w)", words)  # a name of code is written as it is
    return " ".join(requirement.split()), words[:1].upper() + words[1:] if is_word else words


def verdict_of(
    error: BaseException, running: Execution, compared: Sequence[unmet.Compared] = ()
) -> Verdict:
    """What an exception that ended a test means; ``compared`` is what its assert did."""
    if isinstance(error, Verdict):
        return error
    if running.coroutine_of:
        name = running.coroutine_of
        frames = _definition(running, name)
        where = f"{Path(frames[0].file).name}:{frames[0].line}: " if frames else ""
        message = f"{where}{name} is an async def: calling it returns a coroutine, nothing runs"
        return Failed(message, advice="Write a plain def.", frames=frames)
    if isinstance(error, NotImplementedError):
        return Todo("not written yet")
    if isinstance(error, LearnerError):
        return _raised(error, error.named, error.frames, running)
    if hasattr(error, "learners_frames"):
        # Raised by an object of the test, in what the learner made of it.
        return _raised(error, f"{type(error).__name__}: {error}", error.learners_frames, running)
    files = [Path(frame.f_code.co_filename) for frame, _ in traceback.walk_tb(error.__traceback__)]
    if any(file.stem == "pytest_timeout" for file in files):
        return Fault(f"the grader hung: {one_line(str(error))}")
    in_test = [place for place, file in enumerate(files) if file == running.test_file]
    below = files[max(in_test, default=-1) + 1 :]
    # Below the test's last line the graders raised it, rather than the test with an answer in its
    # hands; not so inline, where the learner's lines follow those of the graders.
    ours = any(file.is_relative_to(_GRADERS) for file in below) and not running.is_inline
    if ours and not isinstance(error, AssertionError):
        return _fault(error)
    return _unmet(error, running, compared)


def _fault(error: BaseException) -> Verdict:
    where = [
        f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return Fault(
        f"{type(error).__name__}: {error}",
        detail="\n".join(where[-8:]),
        advice="Please report this: it is not your fault.",
    )


def _raised(
    error: BaseException, named: str, lines: Sequence[Frame], running: Execution
) -> Verdict:
    refused = denied(error, lines, running.rights) if isinstance(error, LearnerError) else ""
    frames = list(lines) or _definition(running, str(error))
    where = f" at {Path(frames[-1].file).name}:{frames[-1].line}" if frames else ""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    advice = next((_ADVICE[name] for name in _ADVICE if name in kinds), "")
    if not lines and isinstance(error, (TypeError, AttributeError)):
        unusable = _unusable(", ".join(map(str, error.args)), in_worker=True)
        if unusable:
            named, advice = unusable
        elif re.search(r"\bargument|defines no ", str(error)):
            advice = "Keep the names and parameters that the stub came with."
    at = unmet.place_of(error, running)
    quoted = unmet.quoted(at, running)
    if refused:
        kind, _, why = refused.partition(": ")
        return Failed(f"{kind}{where}: {why}", detail=f"{one_line(named)}\n{quoted}", frames=frames)
    if "RecursionError" in kinds:  # Python goes on to tell of what it was at, which may be ours
        named = named.partition(" while ")[0]
    said = one_line(named, _TEXT_BYTES)
    if lines and isinstance(error, LearnerError):
        instead = f", expected {at.raises}" if at and at.raises else ", instead of returning"
        return Failed(f"raised {said}{where}{instead}", detail=quoted, advice=advice, frames=frames)
    return Failed(f"{said}{where}", detail=quoted, advice=advice, frames=frames)


def _definition(running: Execution, text: str) -> list[Frame]:
    """The line that defines what an error is about where none raised it: a wrong signature."""
    words = set(re.findall(r"\w+", text))
    for name, line in running.source.reading.defined.items():
        if name in words:
            return [Frame(running.shown, line, name, running.source.line(line))]
    return []


def _unmet(error: BaseException, running: Execution, compared: Sequence[unmet.Compared]) -> Verdict:
    """A comparison that failed in the test, or an answer that the test could not use."""
    text = printable(str(error), DETAIL_BYTES).strip()
    first, *rest = text.splitlines() or [type(error).__name__]
    at = unmet.place_of(error, running)
    quoted = unmet.quoted(at, running)
    if isinstance(error, AssertionError):
        said = first.removeprefix("assert ").replace("AssertionError: ", "")
        told = unmet.unmatched(text, at.raises) if at else ""
        told = told or (unmet.told(compared, at) if at else "")
        if told:
            words = [told, quoted] if at and at.has_words else [quoted]
            return Failed(said if at and at.has_words else told, detail="\n".join(words))
        rest = [] if first.startswith("assert ") else rest  # how it came about, in our terms
        more = len(rest) - DETAIL_LINES
        kept = rest[:DETAIL_LINES] + [f"... {more} more lines"] * (more > 0)
        return Failed(without_addresses(said), detail="\n".join(kept).strip("\n"))
    if type(error).__name__ == "Failed":  # pytest.raises: DID NOT RAISE
        raises = at.raises if at else ""
        return Failed(f"raised nothing, expected {raises}" if raises else first, detail=quoted)
    told, advice = _unusable(first) or (
        f"the test cannot use the answer: {type(error).__name__}: {first}",
        "",
    )
    return Failed(told, detail=quoted, advice=advice)


def _unusable(text: str, in_worker: bool = False) -> tuple[str, str] | None:
    """What Python says of an answer that lacks what was asked of it, in our words; and advice.

    ``in_worker``: it was said there, so it is not of a value that would have come to the judge.
    """
    lacks = re.fullmatch(r"'(\w+)' object (is not|has no|does not) (.+)", text)
    if lacks is None or (in_worker and lacks[1] in _BY_VALUE):
        return None
    is_none = lacks[1] == "NoneType"
    kind = "None" if is_none else a(lacks[1])
    if lacks[3] == "an iterator":
        yields = "Hand over one item at a time: yield each, or return a generator."
        return f"your function returned {kind}; the page says it yields", yields
    missing = "Is a return or a yield missing?" if is_none else ""
    return f"you gave {kind}, which {lacks[2]} {lacks[3]}", missing
