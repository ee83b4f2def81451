"""The card: one test of one exercise, with its numbers, its cause and the next step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from graders.model.invocation import command
from graders.model.mistakes import broken
from graders.model.report import ExerciseResult, Frame, Held, Measure, Outcome, TestResult
from graders.model.text import printable
from graders.model.wording import ENDED, amount, amounts, excess, headroom, number_of
from graders.screens.page import ANYWHERE, QUOTE, Page, Space, Span, pad, shorten
from graders.screens.pictures.small import sparks
from graders.screens.standings import sentence

_CAUSES = {
    Outcome.PASSED: "The test passed.",
    Outcome.FAILED: "The function does not do what the test asks for.",
    Outcome.OVER: "A bound of the exercise is broken.",
    Outcome.LATE: "The time limit was reached, and the run was stopped.",
    Outcome.CRASHED: "The process that ran your file ended before it answered.",
    Outcome.UNSURE: "This machine cannot tell whether the bound is kept.",
    Outcome.TODO: "Nothing is written here yet.",
    Outcome.REFUSED: "The file cannot be graded as it stands.",
    Outcome.FAULT: "The grader failed, not your file.",
}
"""What happened, where the verdict does not say."""

_ADVICE = {
    Outcome.PASSED: "Look at your headroom: can it be larger still?",
    Outcome.FAILED: "Read the test {test} in {tests}: its lines are the example to satisfy.",
    Outcome.OVER: (
        "Compare the number with the bound in README.md, and find the line that decides it."
    ),
    Outcome.LATE: (
        "Look for a loop that never ends, a wait for what never comes, or work that grows too fast."
    ),
    Outcome.CRASHED: (
        "Look for sys.exit(), endless recursion, or a process or thread that is never joined."
    ),
    Outcome.UNSURE: "Close other programs and grade it again.",
    Outcome.REFUSED: "Mend what is named above in {file}, save it as UTF-8 text, and grade again.",
    Outcome.FAULT: "Grade it again; if the fault stays, report what {doctor} says.",
}
"""What to try, where the verdict does not say."""

_POINTS = {
    Outcome.UNSURE: "None lost: unsure is not a failure.",
    Outcome.FAULT: "The fault is the grader's, not yours: it is to be graded again.",
}

_CEILINGS = {("bytes", "at most"): "ceiling", ("seconds", "at most"): "limit"}

_BLANK = re.compile(r"\A([ \t]*\n)+")
"""Blank lines at the beginning, as pytest has one before the compared values."""

_LABEL_COLUMNS = 18
_MAX_BAR_COLUMNS = 40
_MIN_CURVE_COLUMNS = 8
"""Fewer have no shape."""

_MAX_PLACE_COLUMNS = 48
"""Of a file and a line: longer than any of ours, a stranger's can be of any length."""

_MIN_TEXT_COLUMNS = 12
"""Of a line of source that is shown: less of it says nothing."""

_MAX_UNTOLD_SHARE = 0.1
"""Of a measure: so much of it may lie in lines that are not shown."""

_MAX_TEXT_CHARACTERS = 16_000


class _Most(NamedTuple):
    """How much a card shows of what can be long."""

    detail_lines: int
    held_places: int
    frames: int
    printed_lines: int
    printed_characters: int
    """Of each line that was printed."""
    asides: bool
    """Every other test that failed is named, not only counted; notes and gaps are shown."""


_AMPLE = _Most(120, 8, 10, 12, 400, asides=True)
_SHORTER = _Most(6, 3, 3, 4, 200, asides=True)
_SHORTEST = _Most(3, 1, 0, 1, 100, asides=False)


def card(
    exercise: ExerciseResult,
    test: TestResult,
    seed: int | None,
    before: ExerciseResult | None = None,
    space: Space = ANYWHERE,
) -> Page:
    """The page of one test: what happened and what to try, or an invitation to begin.

    Other tests of the exercise that failed are named at its end. ``seed`` is that of the grading,
    to replay it, where the exercise has none of its own; ``before`` is the learner's try before
    this one, whose numbers stand beside these. Where the space has too few lines for all that there
    is to say, there is less of what is long: compared values, calls, printed lines.
    """
    replayed = seed if exercise.seed is None else exercise.seed
    earlier = _measured(before, test.name)
    for most in (_AMPLE, _SHORTER, _SHORTEST):
        page = _drawn(exercise, test, replayed, earlier, space, most)
        if space.lines is None or page.height(space.columns) <= space.lines:
            break
    return page


def _drawn(
    exercise: ExerciseResult,
    test: TestResult,
    seed: int | None,
    before: Mapping[str, float],
    space: Space,
    most: _Most,
) -> Page:
    asked = sentence(test)
    if test.outcome is Outcome.TODO and not exercise.points:  # an untouched stub
        asked = exercise.title.strip()
        if not asked or asked.lower() == exercise.name.replace("_", " "):
            asked = "ready to begin"
    if test.outcome is Outcome.REFUSED:  # no test has looked at it
        asked = "cannot be graded as it stands"
    page = Page()
    page.add("  ", Span(f"{exercise.number} {exercise.name}", "bold"), f": {asked}", hang=4)
    _add_place(page, exercise, test)
    page.add()
    if test.outcome is Outcome.TODO:
        _invite(page, exercise, test, space)
        return page
    _add_measures(page, test, before, space, most.asides)
    _add_detail(page, test, most.detail_lines)
    _add_held(page, test, space, most.held_places)
    _add_frames(page, test, most.frames)
    _add_output(page, test, most)
    _add_cause(page, exercise, test, most.asides)
    _add_others(page, exercise, test, space, most.asides)
    if test.outcome in (Outcome.FAILED, Outcome.OVER, Outcome.LATE, Outcome.CRASHED):
        _labelled(page, "Stuck?", _way_to_a_hint(exercise, space))
    if test.by_word:
        _labelled(page, "Measured", f"by the worker's word: {test.by_word}")
    _labelled(page, "Replay", command("grade", exercise.name, "--seed", str(seed)))
    return page


def _add_place(page: Page, exercise: ExerciseResult, test: TestResult) -> None:
    """Adds the path of the file, with the line where it went wrong."""
    spots: list[Frame | Held] = [*test.frames[-1:], *test.held[:1]]
    named = spots[0].file if spots else exercise.file
    # The exercise's own is on one line, for who copies or clicks it; a stranger's can be of any
    # length.
    is_own = _base(named) == _base(exercise.file)
    place = f"{exercise.file if is_own else named}{f':{spots[0].line}' if spots else ''}"
    page.add("  ", Span(place, "dim"), breaks="never" if is_own else "path")


def _base(file: str) -> str:
    return re.split(r"[/\\]", file)[-1]


def _way_to_a_hint(exercise: ExerciseResult, space: Space) -> str:
    return "press h" if space.keys else command("hint", exercise.name)


def _invite(page: Page, exercise: ExerciseResult, test: TestResult, space: Space) -> None:
    earned = f"{exercise.points} of {exercise.max_points} points are yours; "
    left = exercise.max_points - exercise.points
    told = earned if exercise.points else ""
    page.add(f"    {told}{number_of(left, 'point')} to earn here.")
    page.add()
    _labelled(page, "Read", "README.md beside it: the task, its bounds, an example.")
    _labelled(page, "Write", f"{_base(exercise.file)}: the only file that you edit.")
    begin = test.advice or test.message
    if exercise.untouched and test.requirement:
        begin = f"{sentence(test)}."  # a test's advice is for what has failed at it
    if begin:
        _labelled(page, "Begin with", begin)
    _labelled(page, "Then", "save the file" if space.keys else command("grade", exercise.name))
    _labelled(page, "Stuck?", _way_to_a_hint(exercise, space))


def _measured(exercise: ExerciseResult | None, name: str) -> dict[str, float]:
    """What was measured by the test of this name; nothing where there is no such result."""
    tests = exercise.tests if exercise else []
    found = [measure for test in tests if test.name == name for measure in test.measures]
    return {measure.what: measure.value for measure in found}


def _add_measures(
    page: Page, test: TestResult, before: Mapping[str, float], space: Space, gaps: bool
) -> None:
    missed = [measure for measure in test.measures if not measure.held]
    for measure in missed:
        earlier = before.get(measure.what, measure.value)
        more = [amount(earlier, measure.unit)] if earlier != measure.value else []
        numbers = _aligned(*amounts(measure.value, measure.bound, measure.unit), *more)
        # Sizes share the line with their bars.
        longest = 30 if measure.unit == "bytes" else max(space.columns - 28, 20)
        names = (
            shorten(f"your {measure.what}", longest),
            _CEILINGS.get((measure.unit, measure.relation), measure.relation),
            "the try before",
        )[: len(numbers)]
        wide = max(map(len, names)) + 4, len(numbers[0])
        over = excess(measure) if measure.relation == "at most" else ""
        if over and ENDED in test.message:  # by how much it would have been over, nobody knows
            over = "over, and stopped there"
        room = space.columns - 4 - sum(wide) - len(over) - 4
        bars = _bars(measure, room if space.bars else 0)
        rows = zip(names, numbers, (*bars, ""), (over, "", ""), ("red", "green", ""), strict=False)
        for name, shown, bar, remark, style in rows:  # the last one where there was a try before
            start = f"    {name:<{wide[0]}}{shown}  "
            drawn = Span(f"{bar}  " if bar else "", style)
            page.add(start, drawn, Span(remark, "bold"), hang=len(start))
        if space.blocks and gaps:
            _add_curves(page, test, measure, space)
        if gaps or measure is missed[-1]:
            page.add()


def _add_curves(page: Page, test: TestResult, measure: Measure, space: Space) -> None:
    """Adds how a measure came about over time, the part above its bound in red."""
    for curve in test.drawing.curves if test.drawing else []:
        if (curve.what, curve.bound) == (measure.what, measure.bound):
            till = f"  {amount(curve.at[-1], '')} {curve.along}"
            room = space.columns - 4 - _LABEL_COLUMNS - len(till)
            if room >= _MIN_CURVE_COLUMNS:
                runs = sparks(curve, min(room, _MAX_BAR_COLUMNS))
                spans = [Span(blocks, "red" if above else "green") for blocks, above in runs]
                page.add("    over time".ljust(_LABEL_COLUMNS), *spans, till)


def _aligned(*numbers: str) -> list[str]:
    """The numbers as a column: points below each other, or flush right without fractions."""
    digits = [len(number.partition(".")[2]) if " " not in number else 0 for number in numbers]
    padded = [
        number + " " * (max(digits) - have) for number, have in zip(numbers, digits, strict=True)
    ]
    return [number.rjust(max(map(len, padded))) for number in padded]


def _bars(measure: Measure, room: int) -> tuple[str, str]:
    """Two bars to the scale of the larger number; none for counts, which speak for themselves."""
    longest = max(measure.value, measure.bound)
    if measure.unit != "bytes" or room < 1 or not 0 < longest < float("inf"):
        return "", ""
    scale = min(_MAX_BAR_COLUMNS, room) / longest
    marks = [max(round(each * scale), each > 0) for each in (measure.value, measure.bound)]
    return "#" * marks[0], "#" * marks[1]


def _add_detail(page: Page, test: TestResult, most: int) -> None:
    if not test.detail.strip():
        return
    lines = _BLANK.sub("", printable(test.detail[:_MAX_TEXT_CHARACTERS])).rstrip().split("\n")
    page.add_block("\n".join(lines[:most]), indent=4, mark=QUOTE)
    _add_rest(page, len(lines) - most, "line", indent=4)
    _add_rest(page, len(test.detail) - _MAX_TEXT_CHARACTERS, "character", indent=4)
    page.add()


def _add_rest(page: Page, left: int, noun: str, indent: int = 6, of: str = "") -> None:
    if left > 0:
        rest = Span(f"... {number_of(left, f'more {noun}')}{of}", "dim")
        page.add(" " * indent, rest, hang=indent)


def _add_held(page: Page, test: TestResult, space: Space, most: int) -> None:
    if not test.held:
        return
    kept = any(measure.what == "memory kept" for measure in test.measures if not measure.held)
    page.add(f"    Held at the {'end' if kept else 'peak'}:")
    rows = [
        (f"{_base(held.file)}:{held.line}", held.text, amount(held.bytes, "bytes"))
        for held in test.held[:most]
    ]
    wide = min(max(len(place) for place, _, _ in rows), _MAX_PLACE_COLUMNS)
    last = max(len(size) for _, _, size in rows)
    # The source lines give way where there is no room.
    longest = max(len(shorten(text, space.columns)) for _, text, _ in rows)
    room = min(longest, space.columns - 6 - wide - 3 - 4 - last)
    shown = room >= min(longest, _MIN_TEXT_COLUMNS)
    for place, text, size in rows:
        start = f"      {pad(shorten(place, wide), wide)}   "
        page.add(
            f"{start}{pad(shorten(text, room), room)}    " if shown else start, f"{size:>{last}}"
        )
    _add_rest(page, len(test.held) - most, "place")
    held = next((each for each in test.measures if not each.held and each.unit == "bytes"), None)
    left = held.value - sum(each.bytes for each in test.held) if held else 0
    if held and left > _MAX_UNTOLD_SHARE * held.value:
        rest = f"the rest, {amount(left, 'bytes')}: other lines, or made by the caller and held"
        page.add(" " * 6, Span(rest, "dim"), hang=6)
    page.add()


def _add_frames(page: Page, test: TestResult, most: int) -> None:
    # A line that is no Python is shown above.
    if not most or not any(frame.text for frame in test.frames):
        return
    calls = [
        (f"{_base(frame.file)}:{frame.line} in {frame.function}", frame.text, len(list(same)))
        for frame, same in groupby(test.frames)
    ]
    last = calls[-most:]
    page.add("    Your lines, the last call at the end:")
    _add_rest(page, sum(times for _, _, times in calls[:-most]), "call")
    wide = min(max(len(spot) for spot, _, _ in last), _MAX_PLACE_COLUMNS)
    for spot, text, times in last:
        start = f"      {pad(shorten(spot, wide), wide)}   "
        page.add(start, text, hang=len(start))
        _add_rest(page, times - 1, "call", of=" of the same line")
    page.add()


def _add_output(page: Page, test: TestResult, most: _Most) -> None:
    if not test.output.strip():
        return
    lines = printable(test.output).rstrip().split("\n")
    page.add("    It printed:")
    for line in lines[: most.printed_lines]:
        page.add_block(line[: most.printed_characters], indent=6, mark=QUOTE)
        _add_rest(page, len(line) - most.printed_characters, "character")
    _add_rest(page, len(lines) - most.printed_lines, "line")
    page.add()


def _add_cause(page: Page, exercise: ExerciseResult, test: TestResult, notes: bool) -> None:
    file = _base(exercise.file)
    advice = _ADVICE[test.outcome].format(
        test=test.name, tests=f"test_{file}", file=file, doctor=command("doctor")
    )
    took = f" It ran for {amount(test.seconds, 'seconds')}." if test.seconds else ""
    cause = _CAUSES[test.outcome] + took
    over = [measure for measure in test.measures if not measure.held]
    if over and test.outcome is Outcome.OVER:
        missed = f": {excess(over[0])}" if over[0].relation == "at most" else ""
        cause = f"{headroom(over[0])}{missed}."
        if any(measure.relation == "at most" for measure in over):
            advice = (
                "Find the line whose cost grows with the input,"
                " and let it keep or do less at a time."
            )
    _labelled(page, "What happened", test.message or cause)
    for measure in test.measures if test.outcome is Outcome.PASSED else []:
        _labelled(page, "Headroom", headroom(measure))
    _labelled(page, "What to try", test.advice or advice)
    for note in test.notes if notes else []:
        _labelled(page, "Note", note)
    if test.outcome in _POINTS:
        _labelled(page, "Your points", _POINTS[test.outcome])


def _add_others(
    page: Page, exercise: ExerciseResult, test: TestResult, space: Space, named: bool
) -> None:
    """Names the other tests that failed by what they ask for; a refused file fails all alike."""
    others = [each for each in broken(exercise) if each is not test]
    if not others or test.outcome is Outcome.REFUSED:
        return
    room = space.columns - _LABEL_COLUMNS
    told = "\n".join(shorten(sentence(each), room) for each in others)
    counted = f"{number_of(len(others), 'other test')}: {command('grade', exercise.name, '-v')}"
    _labelled(page, "Also failing", told if named else counted)


def _labelled(page: Page, label: str, text: str) -> None:
    """Adds a label with its words beside it, line by line."""
    for line in printable(text[:_MAX_TEXT_CHARACTERS]).strip().split("\n"):
        page.add(Span(f"  {label}".ljust(_LABEL_COLUMNS), "bold"), line, hang=_LABEL_COLUMNS)
        label = ""
    _add_rest(page, len(text) - _MAX_TEXT_CHARACTERS, "character", indent=_LABEL_COLUMNS)
