"""The card: one test of one exercise, with its numbers, its cause and the next step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from graders.model.invocation import command
from graders.model.mistakes import broken
from graders.model.report import ExerciseResult, Frame, Held, Measure, Outcome, TestResult
from graders.model.text import printable
from graders.model.wording import amount, amounts, excess, headroom, number_of
from graders.screens.page import QUOTE, WIDTH, Page, Span, pad, shorten, squeeze
from graders.screens.scoreboard import sentence

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
_MAX_FRAMES = 10
_MAX_HELD_PLACES = 8
_MAX_UNTOLD_SHARE = 0.1
"""Of a measure: so much of it may lie in lines that are not shown."""

_MAX_PRINTED_LINES = 12
_MAX_PRINTED_CHARACTERS = 400
_MAX_DETAIL_LINES = 120
_MAX_TEXT_CHARACTERS = 16_000


def card(
    exercise: ExerciseResult,
    test: TestResult,
    seed: int | None,
    before: ExerciseResult | None = None,
) -> Page:
    """The page of one test: what happened and what to try, or an invitation to begin.

    Other tests of the exercise that failed are named at its end. ``seed`` is that of the grading,
    to replay it, where the exercise has none of its own; ``before`` is the learner's try before
    this one, whose numbers stand beside these.
    """
    asked = sentence(test)
    if test.outcome is Outcome.TODO and not exercise.points:  # an untouched stub
        asked = exercise.title.strip()
        if not asked or asked.lower() == exercise.name.replace("_", " "):
            asked = "ready to begin"
    if test.outcome is Outcome.REFUSED:  # no test has looked at it
        asked = "cannot be graded as it stands"
    page = Page()
    page.add("  ", Span(f"{exercise.number} {exercise.name}", "bold"), f": {asked}", hang=4)
    page.add("  ", Span(_place(exercise, test), "dim"), breaks="path")
    page.add()
    if test.outcome is Outcome.TODO:
        _invite(page, exercise, test)
        return page
    _add_measures(page, test, _measured(before, test.name))
    for add in (_add_detail, _add_held, _add_frames, _add_output):
        add(page, test)
    _add_cause(page, exercise, test)
    _add_others(page, exercise, test)
    if test.outcome in (Outcome.FAILED, Outcome.OVER, Outcome.LATE, Outcome.CRASHED):
        _labelled(page, "Stuck?", command("hint", exercise.name))
    if test.by_word:
        _labelled(page, "Measured", f"by the worker's word: {test.by_word}")
    replayed = seed if exercise.seed is None else exercise.seed
    _labelled(page, "Replay", command("grade", exercise.name, "--seed", str(replayed)))
    return page


def _place(exercise: ExerciseResult, test: TestResult) -> str:
    spots: list[Frame | Held] = [*test.frames[-1:], *test.held[:1]]
    if not spots:
        return exercise.file
    file = spots[0].file
    return f"{exercise.file if _base(file) == _base(exercise.file) else file}:{spots[0].line}"


def _base(file: str) -> str:
    return re.split(r"[/\\]", file)[-1]


def _invite(page: Page, exercise: ExerciseResult, test: TestResult) -> None:
    earned = f"{exercise.points} of {exercise.max_points} points are yours; "
    left = exercise.max_points - exercise.points
    told = earned if exercise.points else ""
    page.add(f"    {told}{number_of(left, 'point')} to earn here.")
    page.add()
    _labelled(page, "Read", "README.md beside it: the task, its bounds, an example.")
    _labelled(page, "Write", f"{_base(exercise.file)}: the only file that you edit.")
    if test.advice or test.message:
        _labelled(page, "Begin with", test.advice or test.message)
    _labelled(page, "Then", command("grade", exercise.name))
    _labelled(page, "Stuck?", command("hint", exercise.name))


def _measured(exercise: ExerciseResult | None, name: str) -> dict[str, float]:
    """What was measured by the test of this name; nothing where there is no such result."""
    tests = exercise.tests if exercise else []
    found = [measure for test in tests if test.name == name for measure in test.measures]
    return {measure.what: measure.value for measure in found}


def _add_measures(page: Page, test: TestResult, before: Mapping[str, float]) -> None:
    for measure in test.measures:
        if measure.held:
            continue
        earlier = before.get(measure.what, measure.value)
        more = [amount(earlier, measure.unit)] if earlier != measure.value else []
        numbers = _aligned(*amounts(measure.value, measure.bound, measure.unit), *more)
        longest = 30 if measure.unit == "bytes" else 52  # sizes share the line with their bars
        names = (
            shorten(f"your {measure.what}", longest),
            _CEILINGS.get((measure.unit, measure.relation), measure.relation),
            "the try before",
        )[: len(numbers)]
        wide = max(map(len, names)) + 4, len(numbers[0])
        over = excess(measure) if measure.relation == "at most" else ""
        bars = _bars(measure, WIDTH - 4 - sum(wide) - len(over) - 4)
        rows = zip(names, numbers, (*bars, ""), (over, "", ""), ("red", "green", ""), strict=False)
        for name, shown, bar, remark, style in rows:  # the last one where there was a try before
            start = f"    {name:<{wide[0]}}{shown}  "
            drawn = Span(f"{bar}  " if bar else "", style)
            page.add(start, drawn, Span(remark, "bold"), hang=len(start))
        page.add()


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
    if measure.unit != "bytes" or not 0 < longest < float("inf"):
        return "", ""
    scale = min(_MAX_BAR_COLUMNS, room) / longest
    marks = [max(round(each * scale), each > 0) for each in (measure.value, measure.bound)]
    return "#" * marks[0], "#" * marks[1]


def _add_detail(page: Page, test: TestResult) -> None:
    if not test.detail.strip():
        return
    lines = _BLANK.sub("", printable(test.detail[:_MAX_TEXT_CHARACTERS])).rstrip().split("\n")
    page.add_block("\n".join(lines[:_MAX_DETAIL_LINES]), indent=4, mark=QUOTE)
    _add_rest(page, len(lines) - _MAX_DETAIL_LINES, "line", indent=4)
    _add_rest(page, len(test.detail) - _MAX_TEXT_CHARACTERS, "character", indent=4)
    page.add()


def _add_rest(page: Page, left: int, noun: str, indent: int = 6, of: str = "") -> None:
    if left > 0:
        rest = Span(f"... {number_of(left, f'more {noun}')}{of}", "dim")
        page.add(" " * indent, rest, hang=indent)


def _add_held(page: Page, test: TestResult) -> None:
    if not test.held:
        return
    kept = any(measure.what == "memory kept" for measure in test.measures if not measure.held)
    page.add(f"    Held at the {'end' if kept else 'peak'}:")
    rows = [
        (f"{_base(held.file)}:{held.line}", held.text, amount(held.bytes, "bytes"))
        for held in test.held[:_MAX_HELD_PLACES]
    ]
    wide = min(max(len(place) for place, _, _ in rows), 32)
    last = max(len(size) for _, _, size in rows)
    # The source lines give way where there is no room.
    longest = max(len(shorten(text, WIDTH)) for _, text, _ in rows)
    room = min(longest, WIDTH - 6 - wide - 3 - 4 - last)
    for place, text, size in rows:
        start = f"      {pad(squeeze(place, wide), wide)}   "
        page.add(f"{start}{pad(shorten(text, room), room)}    {size:>{last}}")
    _add_rest(page, len(test.held) - _MAX_HELD_PLACES, "place")
    held = next((each for each in test.measures if not each.held and each.unit == "bytes"), None)
    left = held.value - sum(each.bytes for each in test.held) if held else 0
    if held and left > _MAX_UNTOLD_SHARE * held.value:
        rest = f"the rest, {amount(left, 'bytes')}: other lines, or made by the caller and held"
        page.add(" " * 6, Span(rest, "dim"), hang=6)
    page.add()


def _add_frames(page: Page, test: TestResult) -> None:
    if not any(frame.text for frame in test.frames):  # a line that is no Python is shown above
        return
    calls = [
        (f"{_base(frame.file)}:{frame.line} in {frame.function}", frame.text, len(list(same)))
        for frame, same in groupby(test.frames)
    ]
    last = calls[-_MAX_FRAMES:]
    page.add("    Your lines, the last call at the end:")
    _add_rest(page, sum(times for _, _, times in calls[:-_MAX_FRAMES]), "call")
    wide = min(max(len(spot) for spot, _, _ in last), 40)
    for spot, text, times in last:
        start = f"      {pad(squeeze(spot, wide), wide)}   "
        page.add(start, text, hang=len(start))
        _add_rest(page, times - 1, "call", of=" of the same line")
    page.add()


def _add_output(page: Page, test: TestResult) -> None:
    if not test.output.strip():
        return
    lines = printable(test.output).rstrip().split("\n")
    page.add("    It printed:")
    for line in lines[:_MAX_PRINTED_LINES]:
        page.add_block(line[:_MAX_PRINTED_CHARACTERS], indent=6, mark=QUOTE)
        _add_rest(page, len(line) - _MAX_PRINTED_CHARACTERS, "character")
    _add_rest(page, len(lines) - _MAX_PRINTED_LINES, "line")
    page.add()


def _add_cause(page: Page, exercise: ExerciseResult, test: TestResult) -> None:
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
    for note in test.notes:
        _labelled(page, "Note", note)
    if test.outcome in _POINTS:
        _labelled(page, "Your points", _POINTS[test.outcome])


def _add_others(page: Page, exercise: ExerciseResult, test: TestResult) -> None:
    """Names the other tests that failed by what they ask for; a refused file fails all alike."""
    others = [each for each in broken(exercise) if each is not test]
    if not others or test.outcome is Outcome.REFUSED:
        return
    room = WIDTH - _LABEL_COLUMNS
    _labelled(page, "Also failing", "\n".join(shorten(sentence(each), room) for each in others))


def _labelled(page: Page, label: str, text: str) -> None:
    """Adds a label with its words beside it, line by line."""
    for line in printable(text[:_MAX_TEXT_CHARACTERS]).strip().split("\n"):
        page.add(Span(f"  {label}".ljust(_LABEL_COLUMNS), "bold"), line, hang=_LABEL_COLUMNS)
        label = ""
    _add_rest(page, len(text) - _MAX_TEXT_CHARACTERS, "character", indent=_LABEL_COLUMNS)
