"""Everyday idioms of honest learners, each written around reference solutions: all keep full marks.

An idiom is what stands before a solution, behind it, or both; ``NAME`` in it is the function or
class that the exercise asks for. Each goes to three exercises of different bounds, spread over all
topics. Exercises with rules on the source, which an idiom may break by its form, have none. Many
are graded by one command, each exercise with another idiom.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from graders.authors.attacks.judgement import Judgement
from graders.authors.attacks.run import SECONDS_A_TEST
from graders.authors.attacks.workspace import environment
from graders.authors.checks import test_functions
from graders.model import speed
from graders.model.exercises import Exercise
from graders.model.report import Outcome, Report, TestResult

KIND = "idioms"
"""Their class in the suite."""

TABLE = "table.toml"
"""The file in the folder of their class that has them all."""

EXERCISES_AN_IDIOM = 3

_BOUNDS = (
    "lives",
    "memory_ceiling",
    "retained_ceiling",
    "parallel_work",
    "overlapping",
    "tripwire",
    "counted",
    "no_threads_left",
)
"""Words by which exercises differ, the rarest first."""

_RULES_ON_THE_SOURCE = frozenset({"syntax", "nodes", "no_more_than"})

_OF_CALLS = frozenset({"lives", "by_word", "memory_ceiling", "retained_ceiling"})
"""Where these hold a bound, a wrapper around the function may break it: it is one call more, which
has the arguments in its hands."""


@dataclass(frozen=True)
class Idiom:
    """What learners write around their solution."""

    name: str
    before: str = ""
    after: str = ""
    needs: str = ""
    """Rights of the exercise, or "function" where what is asked for must be a plain function."""


def idioms(suite: Path) -> list[Idiom]:
    """Those of a suite: none where it has no table of them."""
    table = suite / KIND / TABLE
    if not table.is_file():
        return []
    rows = tomllib.loads(table.read_text(encoding="utf-8"))
    return [Idiom(name, **row) for name, row in rows.items()]


@dataclass(frozen=True)
class Place:
    """What an exercise is for an idiom."""

    exercise: Exercise
    topic: str
    bound: str
    """The word that tells it from others."""
    offers: frozenset[str]
    """What an idiom may need."""
    asked_for: str
    """The function or class."""


@dataclass(frozen=True)
class Written:
    """One idiom around the reference of one exercise: an honest submission."""

    idiom: Idiom
    place: Place

    kind = KIND
    is_control = True

    @property
    def name(self) -> str:
        """The idiom's and the exercise's."""
        return f"{self.idiom.name}@{self.place.exercise.name}"

    def selected(self, selector: str) -> bool:
        """True where a word of the command means it."""
        wanted = selector.rstrip("/").rsplit("/", 1)[-1]
        return wanted == KIND or self.name.startswith(wanted)

    @property
    def source(self) -> str:
        """The file that is handed in."""
        text = self.place.exercise.reference.read_text(encoding="utf-8")
        first = _first_statement(ast.parse(text))
        lines = text.splitlines(keepends=True)
        parts = ["".join(lines[:first]), self.idiom.before, "".join(lines[first:])]
        named = re.compile(r"\bNAME\b")
        own = [named.sub(self.place.asked_for, part) for part in (parts[1], self.idiom.after)]
        return f"{parts[0]}\n{own[0].strip()}\n\n{parts[2]}\n\n{own[1].strip()}\n"


def _first_statement(tree: ast.Module) -> int:
    """The lines of a source that must stay first: its docstring and imports from the future."""
    kept = 0
    for place, node in enumerate(tree.body):
        docstring = place == 0 and isinstance(node, ast.Expr) and ast.get_docstring(tree)
        if docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            kept = node.end_lineno or kept
    return kept


def places(among: Sequence[Exercise]) -> list[Place]:
    """The exercises that take idioms."""
    return [found for exercise in among if (found := _place(exercise)) is not None]


def _place(exercise: Exercise) -> Place | None:
    text = exercise.tests.read_text(encoding="utf-8")
    words = set(re.findall(r"\w+", text))
    if words & _RULES_ON_THE_SOURCE:
        return None
    asked = next(
        node.names[0].name
        for node in ast.parse(text).body
        if isinstance(node, ast.ImportFrom) and node.module == exercise.name
    )
    allowed = re.search(r"^pytestmark = allow\((.*)\)", text, re.MULTILINE)
    offers = set(re.findall(r"\w+", allowed[1]) if allowed else [])
    solution = ast.parse(exercise.reference.read_text(encoding="utf-8"))
    plain = any(isinstance(node, ast.FunctionDef) and node.name == asked for node in solution.body)
    if plain and not offers and not words & _OF_CALLS:
        offers.add("function")
    if "threads" in offers and "processes" not in offers:
        offers.add("threads alone")
    if "processes" in offers and ".shared" not in text:  # else its page allows no byte of it
        offers.add("shared memory")
    bound = next((word for word in _BOUNDS if word in words), "")
    return Place(exercise, exercise.number[:2], bound, frozenset(offers), asked)


def written(
    suite: Path, among: Sequence[Exercise], each: int = EXERCISES_AN_IDIOM
) -> list[Written]:
    """Every idiom of a suite in this many exercises, the same in every run."""
    known, used = places(among), Counter[str]()
    found = []
    for idiom in idioms(suite):
        taken: list[Place] = []
        for _ in range(each):
            taken.append(_next(known, idiom, taken, used))
            used[taken[-1].exercise.name] += 1
        found += [Written(idiom, place) for place in taken]
    return found


def _next(
    known: Sequence[Place], idiom: Idiom, taken: Sequence[Place], used: Counter[str]
) -> Place:
    """The next exercise for an idiom: of another bound and topic where it can be, least used."""

    def cost(place: Place) -> tuple[bool, bool, int]:
        same_bound = place.bound in {each.bound for each in taken}
        same_topic = place.topic in {each.topic for each in taken}
        return same_bound, same_topic, used[place.exercise.name]

    fitting = [
        place
        for place in known
        if place not in taken and set(filter(None, [idiom.needs])) <= place.offers
    ]
    return min(fitting, key=cost)


def rounds(members: Sequence[Written]) -> Iterator[list[Written]]:
    """The members in as few gradings as can be: in each, one idiom an exercise."""
    waiting = list(members)
    while waiting:
        taken: dict[str, Written] = {}
        for each in waiting:
            taken.setdefault(each.place.exercise.name, each)
        waiting = [each for each in waiting if taken[each.place.exercise.name] is not each]
        yield list(taken.values())


def graded(
    folder: Path, repository: Path, members: Sequence[Written], more: Sequence[str]
) -> Iterator[tuple[Written, Judgement]]:
    """Each member with what came of it; graded in ``folder``, by the graders of a repository."""
    for number, taken in enumerate(rounds(members)):
        root = folder / f"{KIND}-{number}"
        for each in taken:
            exercise = each.place.exercise
            stub = root / "theirs" / exercise.folder.relative_to(exercise.folder.parents[2])
            stub.mkdir(parents=True)
            (stub / exercise.stub.name).write_text(each.source, encoding="utf-8")
        report, said = _report(root, repository, taken, more)
        results = {each.name: each.tests for each in report.exercises} if report else {}
        for each in taken:
            tests = results.get(each.place.exercise.name, [])
            yield each, _judged(each, tests, said)


def _report(
    root: Path, repository: Path, taken: Sequence[Written], more: Sequence[str]
) -> tuple[Report | None, str]:
    """What one command found, and the end of what it said."""
    names = [each.place.exercise.name for each in taken]
    tests = sum(len(test_functions(each.place.exercise)) for each in taken)
    results = root / "results.json"
    asked = [f"--submission={root / 'theirs'}", f"--json={results}", *more]
    ran = subprocess.run(
        [sys.executable, "-m", "graders", "grade", *asked, *names],
        cwd=repository,
        env=environment({"HOME": str(root)}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=speed.slowness() * SECONDS_A_TEST * tests,
        check=False,
    )
    said = "".join((ran.stdout + ran.stderr).strip().splitlines()[-1:])
    if not results.is_file():
        return None, said
    return msgspec.json.decode(results.read_bytes(), type=Report), said


def _judged(member: Written, tests: Sequence[TestResult], said: str) -> Judgement:
    """Full marks, or what is wrong."""
    wanted = {node.name for node in test_functions(member.place.exercise)}
    lacking = wanted - {test.name.partition("[")[0] for test in tests}
    harmed = [f"the report lacks {', '.join(sorted(lacking))}: {said[:300]}"] if lacking else []
    wrong = [
        f"{test.name} is {test.outcome}, not passed: {test.message}"
        for test in tests
        if test.outcome is not Outcome.PASSED
    ]
    seconds = sum(test.seconds for test in tests)
    return Judgement(harmed=harmed, wrong=wrong, seconds=seconds)
