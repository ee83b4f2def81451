"""A grading as a page of Markdown: of a GitHub Actions job, or of a release.

heading   the score
table     a line an exercise, grouped by topic; cut where the page would be too long
next      the card of what to do next, with its hint command; a release has more of them, and hints
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
from graders.model.report import POINTS_RULE, Outcome, Report
from graders.model.text import printable
from graders.screens.card import card
from graders.screens.scoreboard import next_exercise, next_exercises
from graders.screens.standings import STATES

MAX_PAGE_BYTES = 1024 << 10
"""Of a job's page, ``$GITHUB_STEP_SUMMARY``, that GitHub takes."""


@dataclass(frozen=True)
class Kind:
    """Where a page is shown, and so what it holds."""

    max_bytes: int
    results: str
    """The file that holds all results, where the page had to be cut."""
    cards: int = 1
    """How many exercises are shown with their card."""
    card_bytes: int = MAX_PAGE_BYTES
    """Bytes of a card that are shown."""
    ignored: int = texts.MAX_IGNORED_NAMES
    """Names of ignored files that are shown."""
    hint: Callable[[str], str] = lambda _: ""
    """The first hint of an exercise as Markdown of our own, by the exercise's name; "" for none."""


_HEAD = ["| | Exercise | Points | |", "|:--|:--|--:|:--|"]

_CUT = "\n*Cut here: the page may not be longer. All results are in {}.*\n"

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#!|~&$^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""Characters with a meaning in Markdown, HTML or GitHub's own additions."""


def summary(report: Report, max_bytes: int = MAX_PAGE_BYTES) -> str:
    """The page of a job."""
    return page(report, Kind(max_bytes, "results.json"))


def page(report: Report, kind: Kind) -> str:
    """The page of this kind."""
    found = rows.rows(report)
    heading = f"## {rows.score(found)} of {rows.max_score(found)} points\n"
    remarks = []
    if report.submission:
        remarks.append(f"- Submission: {escaped(report.submission)}")
    if report.ignored:
        names = texts.ignored_names(report, kind.ignored)
        remarks += [f"- {texts.ignored(report)}", *(f"  - {escaped(name)}" for name in names)]
    remarks += [f"- {escaped(line)}" for line in texts.by_word(report)]
    remarks.append(f"- {POINTS_RULE}")
    remarks.append(f"- {escaped(texts.isolation(report))}")
    remarks.append(f"- {texts.seed(report)}")
    after = "\n".join(["", *_next(report, found, kind), *remarks]) + "\n"
    room = kind.max_bytes - len((heading + after).encode()) - 1
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
    """The table in this many bytes, with a note where it was cut."""
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
        yield f"|  | **{escaped(topic or 'the grading itself')}** |  |  |"
        for _, group in groupby(among, key=lambda row: id(row.exercise or row)):
            its = list(group)
            exercise, worst = its[0].exercise, rows.status(its)
            state = "not run" if exercise else "stopped"
            if exercise and exercise.tests:
                state = STATES[exercise.outcome].text
            elif worst is Status.ERROR:
                state = "fault"
            name = escaped(rows.title(exercise) if exercise else its[0].name)
            marked = f"**{name}**, next" if exercise and exercise is doing else name
            # Of its first test with the status of the whole, unsure before passed.
            unsure = [row for row in its if row.status is Status.UNSURE]
            telling = unsure if worst is Status.PASS else []
            telling = telling or [row for row in its if row.status is worst]
            told = escaped(next((row.told for row in telling if row.told), ""))
            yield f"| {state} | {marked} | {rows.score(its)} of {rows.max_score(its)} | {told} |"


def _next(report: Report, found: list[Row], kind: Kind) -> Iterator[str]:
    its = next_exercises(report)
    # One refused file may stand for a whole submission that cannot be read, and one stub for all
    # that is to do: the others only have their lines in the table.
    alone = (Outcome.REFUSED, Outcome.TODO)
    shown = its[:1] + [each for each in its[1:] if each[1].outcome not in alone]
    for exercise, test in shown[: kind.cards]:
        word = "Next" if exercise is shown[0][0] else "Then"
        yield f"### {word}: {escaped(rows.title(exercise))}\n"
        told = str(card(exercise, test, report.seed)).rstrip("\n")
        yield fenced(texts.cut(told, kind.card_bytes))
        hint = "" if test.outcome is Outcome.REFUSED else kind.hint(exercise.name)
        if hint:
            yield f"\n<details><summary>The first hint</summary>\n\n{hint}\n\n</details>"
        yield f"\nFor a hint: <code>{escaped(command('hint', exercise.name))}</code>\n"
    if not its and all(row.status is Status.PASS for row in found):
        yield "All done, and within every bound. Well made!\n"
