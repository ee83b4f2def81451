"""Pages of a class in HTML: feedback for each learner, and what the instructor wants to know."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graders.authors.classes.alike import Alike
from graders.authors.classes.marked import Marked
from graders.authors.classes.moves import Move
from graders.authors.classes.papers import Papers, digest
from graders.authors.classes.roster import Roster
from graders.authors.classes.views import ExerciseView
from graders.model.exercises import Exercise
from graders.model.report import BROKEN, POINTS_RULE, ExerciseResult, Outcome, TestResult
from graders.screens.pictures.paper import environment

TEMPLATES = Path(__file__).parent / "templates"

BARS = 10
"""Columns of the distribution of points."""

FREQUENT = 10
"""Causes of failure that the instructor's page lists."""

MATRIX_LEARNERS = 500
"""On one page of the matrix at most: a browser shows it at once."""

MATRIX_CELLS = 18_000
"""On one page, for the same reason: 36,000 took it a second on a busy machine."""

MATRIX = re.compile(r"matrix(-\d+)?", re.IGNORECASE)
"""How its pages are called, and no learner's."""

SHOWN_REACHES = 10
"""Places of a file that reach for the interpreter, that it lists."""


@dataclass(frozen=True)
class Class:
    """All learners, as the pages need them."""

    marked: Sequence[Marked]
    exercises: Sequence[Exercise]
    handed_in: Roster | None = None
    """What else lay in their folder."""
    left: int = 0
    """Answers that are not graded yet."""
    roster: Sequence[str] = ()
    """What the roster and the hand-ins do not agree in, a line each."""
    moves: Sequence[Move] = ()
    """Whose points are others than in the last run."""
    gone: Sequence[str] = ()
    """Who was in the last run's table, and is not in this one."""
    alike: Mapping[str, Alike] = field(default_factory=dict)
    """Answers that are alike, by the exercise's name; nothing before all is graded."""

    @property
    def isolation(self) -> str:
        """What held the learners' code."""
        return self.marked[0].report.isolation

    @cached_property
    def distribution(self) -> list[tuple[str, int, float]]:
        """Of each column: its label, the learners in it, and their part of the fullest column."""
        counts = Counter(min(int(each.share * BARS), BARS - 1) for each in self.marked)
        fullest, step = max(counts.values(), default=1), 100 // BARS
        return [
            (f"{n * step} to {(n + 1) * step}%", counts[n], counts[n] / fullest)
            for n in range(BARS)
        ]

    @property
    def to_look_at(self) -> list[tuple[Exercise, int]]:
        """The exercises with answers to look at side by side, and how many pairs there are."""
        found = [(each, self.alike[each.name].count) for each in self.exercises if self.alike]
        return [(exercise, count) for exercise, count in found if count]

    @cached_property
    def hardest(self) -> list[tuple[Exercise, float, int]]:
        """The exercises, lowest share of points first; and how many learners have them all."""
        hard = []
        for place, exercise in enumerate(self.exercises):
            found = [each.results[place] for each in self.marked]
            scores = [each.score_of(each.results[place]) for each in self.marked]
            points, most = sum(s.points for s in scores), sum(s.max_points for s in scores)
            whole = sum(result.outcome is Outcome.PASSED for result in found)
            hard.append((exercise, points / most if most else 0.0, whole))
        return sorted(hard, key=lambda row: row[1])

    @cached_property
    def causes(self) -> list[tuple[int, str, str]]:
        """What failed most often: how many learners, in which exercise, and what the test asks for.

        Who handed in nothing that can be read has failed in nothing.
        """
        counts = Counter(
            (result.name, test.requirement or test.name)
            for each in self.marked
            if not each.learner.problem
            for result in each.results
            for test in result.tests
            if test.outcome in BROKEN
        )
        return [(count, name, asked) for (name, asked), count in counts.most_common(FREQUENT)]

    @cached_property
    def by_word(self) -> list[tuple[int, str, str, str]]:
        """The tests whose verdict rests on the worker's word: how many learners have their points.

        Then the exercise, what the test asks for, and why nothing outside of the worker can tell.
        """
        counts = Counter(
            (result.name, test.requirement or test.name, test.by_word)
            for each in self.marked
            for result in each.results
            for test in result.by_word
            if test.outcome is Outcome.PASSED
        )
        return [(count, *test) for test, count in sorted(counts.items())]

    @cached_property
    def reaching(self) -> list[tuple[str, str, list[str]]]:
        """Learners whose points rest on it and whose file reaches for the interpreter: where."""
        return [
            (
                each.learner.name,
                result.name,
                [f"line {reach.line}: {reach.what}" for reach in result.reaches[:SHOWN_REACHES]],
            )
            for each in self.marked
            for result in each.results
            if result.reaches and any(test.outcome is Outcome.PASSED for test in result.by_word)
        ]


def write_pages(folder: Path, whole: Class) -> dict[str, Path]:
    """Write the class's pages, and one for each learner; what would be the same is left alone.

    Returns where everybody's page is, by the keys.
    """
    from markupsafe import Markup  # a part of Jinja2, which is slow to import

    made = environment(TEMPLATES)
    # Only this script runs in a page, whatever a learner wrote: browsers go by its digest.
    script = (TEMPLATES / "tables.js").read_text(encoding="utf-8")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made.globals.update(
        whole=whole,
        points_rule=POINTS_RULE,
        script=Markup(script),
        script_digest=f"sha256-{allowed}",
        failed=failed,
    )
    files = file_names([each.learner.name for each in whole.marked])
    learners = list(zip(whole.marked, files, strict=True))
    placed = {each.learner.key: (each, file) for each, file in learners}
    made.filters["placed"] = lambda some: [placed[each.learner.key] for each in some]
    papers = Papers(folder, TEMPLATES, made)
    told = [papers.of_marked(each, whole.exercises) for each in whole.marked]
    everybody = digest(told, files)
    exercises = [(each.number, each.name) for each in whole.exercises]
    for (each, file), its in zip(learners, told, strict=True):
        papers.write(file, "learner.html", [its, exercises], marked=each)
    rows = max(min(MATRIX_LEARNERS, MATRIX_CELLS // max(len(exercises), 1)), 1)
    starts = range(0, len(learners), rows)
    ends = [start + rows for start in starts]
    matrices = ["matrix.html", *(f"matrix-{n}.html" for n in range(2, len(ends) + 1))]
    for start, end, name in zip(starts, ends, matrices, strict=True):
        shown = {"learners": learners[start:end], "here": name, "first": start + 1}
        of = [told[start:end], files[start:end], exercises, matrices, len(learners)]
        papers.write(name, "matrix.html", of, pages=matrices, **shown)
    for place, exercise in enumerate(whole.exercises):
        found = [(each, each[0].results[place]) for each in learners]
        view, alike = ExerciseView(exercise, found), whole.alike.get(exercise.name)
        of = [everybody, alike.told if alike else None]
        page = f"{exercise.name}.html"
        papers.write(f"exercises/{page}", "exercise.html", of, view=view, alike=alike)
        # Also where there is nothing any more: what an earlier run pointed at may not stay.
        papers.write(f"alike/{page}", "alike.html", of, exercise=exercise, alike=alike)
    account = whole.handed_in.account if whole.handed_in else ""
    look = [(exercise.name, count) for exercise, count in whole.to_look_at]
    of = [everybody, exercises, whole.isolation, whole.left, whole.roster, whole.moves]
    of += [account, look, whole.gone]
    papers.write("index.html", "index.html", of, learners=learners)
    papers.remove_others()
    return {each.learner.key: folder / file for each, file in learners}


def failed(result: ExerciseResult) -> list[TestResult]:
    """The tests that a learner should look at."""
    return [
        test for test in result.tests if test.outcome in BROKEN or test.outcome is Outcome.FAULT
    ]


def file_names(names: Sequence[str]) -> list[str]:
    """A file name for each learner: plain characters, no two alike, even where case is folded."""
    taken = {"index"}
    files = []
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")[:60] or "learner"
        if MATRIX.fullmatch(plain):
            plain = f"learner-{plain}"
        free, number = plain, 1
        while free.casefold() in taken:
            number += 1
            free = f"{plain}-{number}"
        taken.add(free.casefold())
        files.append(f"{free}.html")
    return files
