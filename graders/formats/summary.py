"""A grading as a page of Markdown: that of a GitHub Actions job, ``$GITHUB_STEP_SUMMARY``, or of a release.

heading   the score
table     a line an exercise, grouped by topic; cut where the page would be too long
next      the card of what to do next, with its hint command; of a release also further cards, and hints
remarks   the submission and what was ignored of it, how its code was held, the seed
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from graders.formats import rows, texts
from graders.formats.rows import Row, Status
from graders.model.invocation import command
from graders.model.report import ExerciseResult, Outcome, Report, TestResult
from graders.model.text import printable
from graders.screens.card import card
from graders.screens.scoreboard import STATES, next_exercise, next_exercises

MOST = 1024 << 10
"""Bytes that GitHub takes of a job's page."""


@dataclass(frozen=True)
class Kind:
    """Where a page is shown, and so what it holds."""

    most: int
    """Bytes that may not be exceeded."""
    results: str
    """The file that holds all results, where the page had to be cut."""
    cards: int = 1
    """How many exercises are shown with their card."""
    card_bytes: int = MOST
    """Bytes of a card that are shown."""
    ignored: int = texts.LISTED
    """Names of ignored files that are shown."""
    hint: Callable[[str], str] = lambda _: ""
    """The first hint of an exercise as Markdown of our own, by the exercise's name; "" for none."""


_HEAD = ["| | Exercise | Points | |", "|:--|:--|--:|:--|"]

_CUT = "\n*Cut here: the page may not be longer. All results are in {}.*\n"

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#!|~&$^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""Characters with a meaning in Markdown, HTML or GitHub's own additions."""


def summary(report: Report, most: int = MOST) -> str:
    """The page of a job."""
    return page(report, Kind(most, "results.json"))


def page(report: Report, kind: Kind) -> str:
    """The page of this kind."""
    found = rows.rows(report)
    heading = f"## {rows.score(found)} of {rows.max_score(found)} points\n"
    after = "\n".join(["", *_next(report, found, kind), *_remarks(report, kind.ignored)]) + "\n"
    room = kind.most - len((heading + after).encode()) - 1
    return heading + "\n" + _table(report, found, room, _CUT.format(kind.results)) + after


def escaped(text: str) -> str:
    """Text of a stranger for one line of Markdown: nothing in it marks up, links or mentions."""
    plain = printable(text).replace("\n", " ")
    quiet = _ACTIVE.sub(lambda match: f"&#{ord(match[0])};", plain)
    return quiet.replace("@", "@<!-- -->")  # GitHub looks for names after it has resolved entities


def fenced(text: str) -> str:
    """Text as it stands, behind a fence that it cannot close."""
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{ticks}text\n{text}\n{ticks}"


def _table(report: Report, found: list[Row], room: int, cut: str) -> str:
    """The table in so many bytes, with a note where it was cut."""
    kept, left = list(_HEAD), room - len("\n".join([*_HEAD, cut]).encode()) - 1
    for line in _lines(report, found):
        left -= len(line.encode()) + 1
        if left < 0:
            return "\n".join([*kept, cut])
        kept.append(line)
    return "\n".join(kept) + "\n"


def _lines(report: Report, found: list[Row]) -> Iterator[str]:
    doing = (next_exercise(report) or (None,))[0]
    for topic, among in groupby(found, key=lambda row: row.topic):
        yield _cells("", f"**{escaped(topic or 'the grading itself')}**", "", "")
        for _, its in groupby(among, key=lambda row: id(row.exercise or row)):
            yield _line(list(its), doing)


def _line(its: list[Row], doing: ExerciseResult | None) -> str:
    exercise = its[0].exercise
    name = escaped(rows.title(exercise) if exercise else its[0].name)
    marked = f"**{name}**, next" if exercise and exercise is doing else name
    return _cells(
        _state(its), marked, f"{rows.score(its)} of {rows.max_score(its)}", escaped(_told(its))
    )


def _cells(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _state(its: list[Row]) -> str:
    exercise = its[0].exercise
    if exercise and exercise.tests:
        return STATES[exercise.outcome].text
    if its[0].status is Status.ERROR:
        return "fault"
    return "not run" if exercise else "stopped"


def _told(its: list[Row]) -> str:
    """What is said of an exercise: of its first test with the status of the whole, else what was measured."""
    worst = rows.status(its)
    unsure = [row for row in its if row.status is Status.UNSURE]
    telling = (
        unsure if worst is Status.PASS and unsure else [row for row in its if row.status is worst]
    )
    return next((row.told for row in telling if row.told), "")


def _next(report: Report, found: list[Row], kind: Kind) -> Iterator[str]:
    its = next_exercises(report)
    # One refused file may stand for all of a submission that cannot be read: the others only have
    # lines of the table.
    shown = its[:1] + [
        each for each in its[1:] if each[1].outcome not in (Outcome.REFUSED, Outcome.TODO)
    ]
    for place, doing in enumerate(shown[: kind.cards]):
        yield from _section("Then" if place else "Next", *doing, report, kind)
    if not its and all(row.status is Status.PASS for row in found):
        yield "All done, and within every bound. Well made!\n"


def _section(
    word: str, exercise: ExerciseResult, test: TestResult, report: Report, kind: Kind
) -> Iterator[str]:
    yield f"### {word}: {escaped(rows.title(exercise))}\n"
    yield fenced(texts.cut(str(card(exercise, test, report.seed)).rstrip("\n"), kind.card_bytes))
    hint = "" if test.outcome is Outcome.REFUSED else kind.hint(exercise.name)
    if hint:
        yield f"\n<details><summary>The first hint</summary>\n\n{hint}\n\n</details>"
    yield f"\nFor a hint: <code>{escaped(command('hint', exercise.name))}</code>\n"


def _remarks(report: Report, listed: int) -> Iterator[str]:
    if report.submission:
        yield f"- Submission: {escaped(report.submission)}"
    if report.ignored:
        yield f"- {texts.ignored(report)}"
        yield from (f"  - {escaped(name)}" for name in texts.ignored_names(report, listed))
    yield f"- {escaped(texts.isolation(report))}"
    yield f"- Random inputs: seed {report.seed}"
