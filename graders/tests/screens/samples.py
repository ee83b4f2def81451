"""Reports to draw, and the comparison of a screen with its golden text."""

from __future__ import annotations

import io
import os
from pathlib import Path

from rich.cells import cell_len

from graders.model.report import VERSION, ExerciseResult, Held, Measure, Outcome, Report, TestResult
from graders.screens.page import WIDTH, Page
from graders.screens.terminal import Drawn, Plain

GOLDEN = Path(__file__).parent / "golden"

ITERATORS = "iterators and generators"
PROCESSES = "threads and processes"
WINDOW_FILE = "exercises/02_iterators_and_generators/02_sliding_window/sliding_window.py"
PEAK = Measure("peak memory", 614, 65536, unit="bytes", exact=False)
HUGE = Measure("peak", 8.2 * 1024 * 1024, 65536, unit="bytes", exact=False)


def golden(name: str, page: Page) -> None:
    """Compares a page with golden/NAME.txt; ``GRADERS_GOLDEN=write pytest ...`` writes the file instead."""
    drawn = str(page)
    assert all(fits(line) and line == line.rstrip() for line in drawn.splitlines())
    assert drawn.isascii()
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("GRADERS_GOLDEN") == "write":
        file.write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == file.read_text(encoding="utf-8"), f"if the new screen is right: GRADERS_GOLDEN=write ({file.name})"


def fits(line: str, columns: int = WIDTH) -> bool:
    """True for a line that is no wider than it may be: the path of an exercise's file is as long as it is."""
    return cell_len(line) <= columns or line.startswith("  exercises/")


def drawn(page: Page, console: Drawn | Plain) -> str:
    """What a screen on a StringIO or a wrapped BytesIO gets of a page."""
    console.print(page)
    if isinstance(console.file, io.StringIO):
        return console.file.getvalue()
    console.file.flush()
    assert isinstance(console.file, io.TextIOWrapper)
    return console.file.buffer.getvalue().decode(console.encoding)  # type: ignore[no-any-return]


def make_test(outcome: Outcome, name: str = "test_keeps_one_window", **fields: object) -> TestResult:
    """A test result with the given fields."""
    return TestResult(name, outcome, **fields)  # type: ignore[arg-type]


def bare(*outcomes: Outcome) -> list[TestResult]:
    """A bare test result an outcome."""
    return [make_test(outcome, f"test_number_{place}") for place, outcome in enumerate(outcomes, 1)]


def exercise(name: str, tests: list[TestResult], number: str = "02.02", topic: str = ITERATORS) -> ExerciseResult:
    """An exercise with these tests, in a believable folder."""
    folder = f"exercises/{number[:2]}_{topic.replace(' ', '_')}/{number[3:]}_{name}"
    title = name.replace("_", " ").capitalize()
    return ExerciseResult(number, name, title, topic, f"{folder}/{name}.py", tests)


SEED = 4711
"""Of every sample of a report."""


def report(*exercises: ExerciseResult, interrupted: bool = False, faults: list[str] | None = None) -> Report:
    """A report of these exercises."""
    return Report(
        version=VERSION,
        created="2024-05-06T07:08:09Z",
        python="3.12.1",
        platform="Linux",
        isolation="separate process",
        seed=SEED,
        source="stubs",
        exercises=list(exercises),
        interrupted=interrupted,
        faults=faults or [],
    )


def over_memory() -> TestResult:
    """The test of the sliding window that held the whole file."""
    return make_test(
        Outcome.OVER,
        bound=True,
        requirement="keeps one window, not the file",
        message="Every reading was in memory before the first window was handed over.",
        advice="Keep only what the next window needs.",
        measures=[HUGE],
        held=[
            Held(WINDOW_FILE, 14, "readings = list(source)", 8493466),
            Held(WINDOW_FILE, 21, "window = [float(reading) for reading in readings[start:start + size]]", 52),
        ],
    )


def mixed() -> Report:
    """A report in which every state appears."""
    passed = Outcome.PASSED
    return report(
        exercise("running_total", [make_test(passed, bound=True, measures=[PEAK]), *bare(*[passed] * 3)], "02.01"),
        exercise("sliding_window", [*bare(*[passed] * 3), over_memory()]),
        exercise("merge_sorted_feeds", bare(*[Outcome.TODO] * 5), "02.03"),
        exercise("split_by_blank_line", bare(passed, passed, Outcome.TODO), "02.04"),
        exercise(
            "count_primes",
            [
                *bare(*[passed] * 3),
                make_test(Outcome.UNSURE, bound=True, message="this machine cannot show a speed-up now"),
            ],
            "04.01",
            PROCESSES,
        ),
        exercise("fetch_all", [make_test(Outcome.REFUSED, message="line 3: '(' was never closed")], "04.02", PROCESSES),
        exercise("shared_counter", [make_test(Outcome.FAULT, message="no scratch folder")], "04.03", PROCESSES),
    )
