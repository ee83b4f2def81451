"""Draws the pictures that the README shows: a board, and what an answer costs; each light and dark.

    nox -s pictures

They are made by what makes the screens and the pages, of a state that is written down here and of curves that were
recorded, so they come out the same each time. A test misses it where they have not been made since.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rich.console import Console  # noqa: E402
from rich.terminal_theme import TerminalTheme  # noqa: E402

from graders.model.curves import curves  # noqa: E402
from graders.model.exercises import Exercise, find_exercises  # noqa: E402
from graders.model.invocation import CALLED_AS  # noqa: E402
from graders.model.report import VERSION, ExerciseResult, Measure, Outcome, Report, TestResult  # noqa: E402
from graders.screens.page import Page  # noqa: E402
from graders.screens.pictures.asked import headed, of_measure  # noqa: E402
from graders.screens.pictures.drawn import memory  # noqa: E402
from graders.screens.pictures.paper import environment  # noqa: E402
from graders.screens.pictures.shapes import WIDTH  # noqa: E402
from graders.screens.scoreboard import scoreboard  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"

# Passed, each with the measure that the board tells of.
DONE = {
    "01.01": Measure("score calls per item", 1, 1),
    "01.07": Measure("handlers", 50_586, 204_800, unit="bytes", exact=False),
    "01.14": Measure("connections alive without their names", 0, 0),
    "03.06": Measure("memory kept", 1_064, 65_536, unit="bytes", exact=False),
}

BEGUN = {"02.04": Measure("readings for two means", 102, 101)}

TO_DO = ("02.11", "03.08", "04.01", "04.03")

COLUMNS = 80

DRAWN = ("sliding_window_mean", "history never dropped", "the reference")
"""Of the other picture: an exercise, the recorded answer that is looked at, and the one beside it."""

# Ground, letters, and the eight colours of a terminal: black, red, green, yellow, blue, magenta, cyan, white.
LIGHT = ["fff", "1b1b1b"], ["1b1b1b", "a32a22", "1d6b31", "7a5a00", "1a4fa3", "7d4fa8", "1f6b6b", "5c5c5c"]
DARK = ["17191c", "e8e8e8"], ["5c5c5c", "ff9d94", "7fce93", "e0c46c", "9cc2ff", "c39be6", "7fd0d0", "e8e8e8"]

TERMINAL = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A board of exercises">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px ui-monospace, Consolas, Menlo, monospace; }}
.{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""As rich has it, but for its fonts, which a browser would have to fetch."""


def main() -> None:
    """Draws all of them."""
    os.environ[CALLED_AS] = "python3 noxfile.py"  # as the README has every command
    FOLDER.mkdir(exist_ok=True)
    for name, drawn in pictures():
        (FOLDER / name).write_text(drawn, encoding="utf-8", newline="\n")
        print(FOLDER / name)


def pictures() -> Iterator[tuple[str, str]]:
    """The name and the text of each file."""
    for scheme, dark in (("light", False), ("dark", True)):
        yield f"board-{scheme}.svg", terminal(board(), dark)
        yield f"memory-{scheme}.svg", cost(dark)


def board() -> Page:
    """The board of a learner who has begun."""
    known = {exercise.number: exercise for exercise in find_exercises()}
    passed, over, todo = Outcome.PASSED, Outcome.OVER, Outcome.TODO
    behaves = TestResult("test_behaves", passed)
    tests = {
        **{
            each: [behaves, TestResult("test_bound", passed, measures=[held], bound=True)]
            for each, held in DONE.items()
        },
        **{
            each: [behaves, TestResult("test_bound", over, measures=[kept], bound=True)] for each, kept in BEGUN.items()
        },
        **{each: [TestResult("test_behaves", todo)] for each in TO_DO},
    }
    results = [result(known[number], tests[number]) for number in sorted(tests)]
    return scoreboard(Report(VERSION, "", "", "", "", 1, "stubs", results))


def result(exercise: Exercise, tests: list[TestResult]) -> ExerciseResult:
    """An exercise whose tests came to this."""
    made = ExerciseResult(exercise.number, exercise.name, exercise.title, exercise.topic, "", tests)
    made.untouched = tests[0].outcome is Outcome.TODO
    made.level, made.needs = exercise.level, list(exercise.needs)
    return made


def terminal(page: Page, dark: bool) -> str:
    """A screen, as a terminal of this scheme draws it."""
    ground, colours = DARK if dark else LIGHT
    theme = TerminalTheme(rgb(ground[0]), rgb(ground[1]), [rgb(each) for each in colours])
    console = Console(file=io.StringIO(), record=True, width=COLUMNS, force_terminal=True, highlight=False)
    console.print(page, "")  # below the last line, rich cuts off what hangs down
    title = "python3 noxfile.py grade --all"
    return console.export_svg(title=title, theme=theme, code_format=TERMINAL, unique_id="board")


def rgb(digits: str) -> tuple[int, int, int]:
    """A colour by its digits, two for each part or one."""
    step = len(digits) // 3
    red, green, blue = (int((digits[at : at + step] * 2)[:2], 16) for at in range(0, len(digits), step))
    return red, green, blue


def cost(dark: bool) -> str:
    """The memory of an answer that keeps too much, with that of another below its ceiling."""
    name, looked_at, beside = DRAWN
    (kept,) = curves()[name].values()
    recorded = {each.name: each.curve for each in kept}
    curve = recorded[looked_at]
    measure = Measure(curve.what, max(curve.high), curve.bound, unit="bytes", exact=False)
    picture = headed(memory(curve, [(beside, recorded[beside])]), of_measure(measure))
    template = environment(ROOT / "docs" / "templates").get_template("picture.svg")
    height = picture.above + picture.height + 20 * len(picture.legend)
    return template.render(picture=picture, dark=dark, width=WIDTH, height=height) + "\n"


if __name__ == "__main__":
    main()
