"""The command ``profile``: what an answer holds at its peak, by memray, as pages to open."""

from __future__ import annotations

import importlib.util
import io
import linecache
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graders.commands.arguments import Parser, named, writing
from graders.judge.plan import Plan, drawn
from graders.judge.session import Planned, run_pytest, test_files
from graders.judge.stash import JUDGING
from graders.judge.trial import Allocation
from graders.model import faults
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, exercise_of, find_exercises, shown
from graders.model.files import write_whole
from graders.model.invocation import prog
from graders.model.report import Verdict
from graders.model.text import one_line
from graders.model.wording import amount
from graders.screens.allocations import Allocated, allocations
from graders.screens.page import Page, Span, pad
from graders.screens.terminal import terminal

if TYPE_CHECKING:
    from memray import Metadata

FOLDER = ".katas/profiles"

MAX_PLACES = 3
"""Lines that are named on the screen; the others are in the table."""

NOT_HERE = (
    "profile needs memray, which is not made for Windows nor for this Python; "
    "grade names the lines that hold the memory where a ceiling is broken"
)


@dataclass(frozen=True)
class Record:
    """A record of memray's, as its reporters read it: told by the worker, and made harmless."""

    size: int
    n_allocations: int
    stack: list[tuple[str, str, int]]
    allocator: int
    tid: int = -1
    thread_name: str = ""

    def stack_trace(self, max_stacks: int | None = None) -> list[tuple[str, str, int]]:
        """The calls that lead there, the innermost first."""
        return self.stack[:max_stacks]


class _Profiler(Planned):
    """A pytest plugin: has the tests profiled that it would have judged."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.recorder = _Recorder()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Come before the plugin that judges: of those who want to be first the last one is."""
        session.config.pluginmanager.register(self.recorder)


class _Recorder:
    """A pytest plugin: profiles tests in place of judging them."""

    def __init__(self) -> None:
        self.found: dict[str, list[Allocation]] = {}
        self.lost: dict[str, str] = {}
        """Tests of which nothing could be recorded, and why."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        """Profile a test."""
        exercise = exercise_of(pyfuncitem.path)
        if exercise is None:
            return None
        try:
            judging = pyfuncitem.config.stash[JUDGING]
            self.found[pyfuncitem.name] = judging.profile(pyfuncitem, exercise)
        except Verdict as verdict:
            self.lost[pyfuncitem.name] = verdict.message
        return True


def main(argv: Sequence[str] | None = None) -> int:
    """Profiles the named exercise; returns the exit code.

    Raises:
        Usage: there is no memray, no such test, or nothing to record.
    """
    parser = Parser(
        prog=prog("profile"),
        description="Record what your answer allocates: a flame graph, and a table.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="an exercise's name or number")
    parser.add_argument(
        "test", nargs="?", metavar="TEST", help="only tests with this in their names"
    )
    parser.add_shared("--seed")
    options = parser.parse_args(argv)
    if importlib.util.find_spec("memray") is None:
        raise Usage(NOT_HERE)
    exercise = named(options.name, "profile", find_exercises())
    plan = Plan(ROOT, (exercise,), drawn(options.seed))
    profiler = _Profiler(plan)
    chosen = ["-k", options.test] if options.test else []
    files = test_files(ROOT, [exercise.tests])
    run_pytest(ROOT, ["-p", "no:terminal", *chosen, *files], profiler)
    if profiler.broken is not None:
        return faults.told(profiler.broken)
    recorded = profiler.recorder
    if not recorded.found:
        none = f"no test has {options.test!r} in its name" if options.test else "no test ran"
        why = next(iter(recorded.lost.values()), none)
        raise Usage(f"{exercise.name}: nothing was recorded: {one_line(why)}")
    found = {name: records(allocations, exercise) for name, allocations in recorded.found.items()}
    largest = max(found, key=lambda name: sum(each.size for each in found[name]))
    folder = ROOT / FOLDER / exercise.name
    with writing(folder):
        pages = write(found[largest], exercise, largest, folder)
    terminal(sys.stdout).print(screen(exercise, found, recorded.lost, largest, pages))
    return 0


def records(allocations: Sequence[Allocation], exercise: Exercise) -> list[Record]:
    """What a worker told, as memray's reporters read it.

    They show lines of the files that are named: beside the learner's own none is named by a path.
    """
    from memray import AllocatorType

    own, file = exercise.stub.name, shown(exercise.stub)
    return [
        Record(
            max(size, 0),
            max(blocks, 0),
            [
                (one_line(what), file if Path(name).name == own else Path(name).name, line)
                for what, name, line in calls
            ],
            AllocatorType.MALLOC.value,
        )
        for size, blocks, calls in allocations
    ]


def write(found: Sequence[Any], exercise: Exercise, test: str, folder: Path) -> list[Path]:
    """The flame graph, by memray's own reporter, and a table; they need no network."""
    from memray.reporters.flamegraph import FlameGraphReporter

    named = f"{exercise.number} {exercise.name}"
    text = io.StringIO()
    made = FlameGraphReporter.from_snapshot(found, memory_records=[], native_traces=False)
    made.render(
        text,
        metadata=_about(found, f"{named}: {test}"),
        show_memory_leaks=False,
        merge_threads=True,
        inverted=False,
        no_web=True,
    )
    graph, table = folder / "flamegraph.html", folder / "table.html"
    write_whole(graph, text.getvalue())
    lines, calls = by_line(found, exercise), by_calls(found)
    write_whole(table, allocations(named, test, lines, calls, graph.name))
    return [graph, table]


def by_line(found: Sequence[Record], exercise: Exercise) -> list[Allocated]:
    """What each line of the answer held, the largest first; what none of them has led to is one."""
    stub = shown(exercise.stub)
    lines: dict[int, tuple[int, int]] = {}
    for each in found:
        own = next((line for _, file, line in each.stack if file == stub), 0)
        size, blocks = lines.get(own, (0, 0))
        lines[own] = size + each.size, blocks + each.n_allocations
    largest = sorted(lines.items(), key=lambda each: -each[1][0])
    return [
        Allocated(
            size,
            blocks,
            f"line {line}" if line else "no line of yours",
            text=linecache.getline(str(exercise.stub), line).strip(),
        )
        for line, (size, blocks) in largest
    ]


def by_calls(found: Sequence[Record]) -> list[Allocated]:
    """What each way of calls held."""
    rows = []
    for each in found:
        calls = [f"{what}, {Path(file).name}:{line}" for what, file, line in each.stack]
        where, *above = calls or ["unknown"]
        rows.append(Allocated(each.size, each.n_allocations, where, above))
    return rows


def _about(found: Sequence[Record], title: str) -> Metadata:
    from memray import FileFormat, Metadata

    now = datetime.now().replace(microsecond=0)
    return Metadata(
        start_time=now,
        end_time=now,
        total_allocations=sum(each.n_allocations for each in found),
        total_frames=len({frame for each in found for frame in each.stack}),
        peak_memory=sum(each.size for each in found),
        command_line=title,
        pid=0,
        main_thread_id=0,
        python_allocator="pymalloc",
        has_native_traces=False,
        trace_python_allocators=True,
        file_format=FileFormat.ALL_ALLOCATIONS,
    )


def screen(
    exercise: Exercise,
    found: dict[str, list[Record]],
    lost: dict[str, str],
    largest: str,
    pages: Sequence[Path],
) -> Page:
    """The peak of each test, the lines that held the largest, and where the pages are."""
    page = Page()
    page.add(f"  {exercise.number} {exercise.name}: what your answer held at its peak, by memray")
    width = max(map(len, (*found, *lost)))
    for name, held in found.items():
        peak = amount(sum(each.size for each in held), "bytes")
        mark = Span("  <- below" if name == largest else "", "bold")
        page.add(f"    {pad(name, width)}  {peak}", mark)
    for name, why in lost.items():
        page.add(f"    {pad(name, width)}  nothing recorded: {why}")
    for each in by_line(found[largest], exercise)[:MAX_PLACES]:
        start = f"    {each.where}: {amount(each.size, 'bytes')}  "
        page.add(start, Span(each.text, "dim"), hang=6)
    for path in pages:
        page.add(f"  {path.stem}: {shown(path)}", breaks="never")
    return page
