"""What a learner waits for: from a command, or from a save, to the first card on the screen."""

from __future__ import annotations

import json
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graders.authors.pseudo_terminal import NotShown, Terminal
from graders.model.exercises import ROOT, Exercise, find_exercises, select
from graders.model.report import Outcome

COLOUR = re.compile(r"\x1b\[[\d;]*m")

CARD = "What happened   "
"""By this a card tells what is wrong."""

__all__ = ["NotShown", "red", "watched"]

READY = "q quit"
"""So ends what watch shows of a grading that is done."""

QUICK = {
    "rank_by_expensive_score": "sorts_pairs",
    "parse_access_log": "append_to_list",
    "sliding_window_mean": "averages_a_part_window",
}
"""Exercises whose first tests are quick, each with a decoy that these catch."""

MAX_LATE_SHARE = 0.03
"""Of decoys whose first failing test runs into its time limit."""

SHOWN_SLOWEST = 8


class Wait(NamedTuple):
    """What was waited for one card."""

    seconds: float
    what: str
    late: bool = False
    """The first test that failed ran into its time limit: that long it takes to know."""


def red(every: bool) -> list[str]:
    """Of each decoy, or of one an exercise, how long its first card takes, as lines."""
    waits = list(first_cards(decoys(every)))
    late = [each for each in waits if each.late]
    share = f"{len(late)} of {len(waits)}, {len(late) / max(len(waits), 1):.1%}"
    told = [
        *figures("first card of a decoy", [each for each in waits if not each.late], 0.7, 1.5),
        f"  {'late, listed apart':<42} {share:>16}   goal at most {MAX_LATE_SHARE:.0%}",
        *(f"    {each.seconds:6.2f} s   {each.what}" for each in late),
        "  the slowest of the others",
    ]
    slowest = sorted((each for each in waits if not each.late), reverse=True)[:SHOWN_SLOWEST]
    return [*told, *(f"    {each.seconds:6.2f} s   {each.what}" for each in slowest)]


def figures(what: str, waits: Sequence[Wait], median: float, p95: float) -> Iterator[str]:
    """Lines with the median and the 95th percentile, each beside its goal in seconds."""
    seconds = [each.seconds for each in waits]
    if len(seconds) < 2:
        yield f"  {what:<42} too few to tell: {len(seconds)}"
        return
    reached = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    for name, value, goal in zip(("median", "p95"), reached, (median, p95), strict=True):
        yield f"  {f'{what}, {name}':<42} {value * 1e3:>8.0f} ms   goal {goal * 1e3:.0f} ms"


def decoys(every: bool) -> Iterator[tuple[Exercise, str]]:
    """Each decoy of each exercise; or one of each, another place in each list."""
    for number, exercise in enumerate(find_exercises()):
        names = sorted(path.stem for path in exercise.decoys)
        chosen = names if every else names[number % max(len(names), 1) :][:1]
        yield from ((exercise, name) for name in chosen)


def first_cards(chosen: Iterator[tuple[Exercise, str]]) -> Iterator[Wait]:
    """How long the first card of each takes, on a terminal; the rest of the grading too is done."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "results.json")
        for exercise, decoy in chosen:
            grade = [sys.executable, "-m", "graders", "grade", exercise.name, "--decoy", decoy]
            begun = time.perf_counter()
            with Terminal([*grade, "--json", str(file)], ROOT, 120, 40) as screen:
                screen.shows(CARD)
                taken = time.perf_counter() - begun
                message = COLOUR.sub("", screen.shows("\n"))
                screen.ended()
            (found,) = json.loads(file.read_bytes())["exercises"]
            late = any(
                test["outcome"] == Outcome.LATE and test["message"][:40] == message[:40]
                for test in found["tests"]
            )
            yield Wait(taken, f"{exercise.number} {exercise.name} {decoy}", late)


def in_place(file: Path, text: str) -> None:
    """Save as nano does."""
    file.write_text(text, encoding="utf-8")


def rename_over(file: Path, text: str) -> None:
    """Save as most editors do: another file, which then takes the name."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def backup_and_write(file: Path, text: str) -> None:
    """Save as vim does with its backups: the old file gets another name, a new one is written."""
    file.replace(file.with_name(f"{file.name}~"))
    file.write_text(text, encoding="utf-8")


WAYS: tuple[Callable[[Path, str], None], ...] = (in_place, rename_over, backup_and_write)
"""In which editors save."""


def watched(saves: int) -> list[str]:
    """How long watch takes from a save to the first card, as lines."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "katas")
        exercises = select(list(QUICK), find_exercises())
        _copy(exercises, root)
        with Terminal([sys.executable, "-m", "graders", "watch"], root, 120, 40) as screen:
            screen.shows(READY)
            waits = [
                _saved(screen, root, exercises[number % len(exercises)], number)
                for number in range(saves)
            ]
            screen.press("q")
            screen.ended()
    told = list(figures(f"save to first card, {saves} saves", waits, 0.15, 0.25))
    for way in WAYS:
        seconds = [each.seconds for each in waits if each.what == way.__name__]
        median = f"{statistics.median(seconds) * 1e3:>8.0f} ms" if seconds else "-"
        told.append(f"    {way.__name__.replace('_', ' '):<40} {median}   median")
    return told


def _saved(screen: Terminal, root: Path, exercise: Exercise, number: int) -> Wait:
    """Save an exercise once; the next save comes when its grading is done."""
    way = WAYS[number // len(QUICK) % len(WAYS)]
    wrong = exercise.decoy(QUICK[exercise.name]).read_text(encoding="utf-8")
    begun = time.perf_counter()
    way(root / exercise.stub.relative_to(ROOT), f"{wrong}\n# save {number}\n")
    screen.shows(CARD)
    taken = time.perf_counter() - begun
    screen.shows(READY)
    return Wait(taken, way.__name__)


def _copy(exercises: Sequence[Exercise], root: Path) -> None:
    """A checkout with these exercises."""
    left_out = shutil.ignore_patterns("tests", "__pycache__")
    shutil.copytree(ROOT / "graders", root / "graders", ignore=left_out)
    for each in exercises:
        place = root / each.folder.relative_to(ROOT)
        shutil.copytree(each.folder, place, ignore=left_out)
        shutil.copy(each.folder.parent / "README.md", place.parent)
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
