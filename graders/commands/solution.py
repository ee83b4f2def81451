"""The command ``solution``: after passing, how others did it, with their numbers beside yours."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from graders.commands import listing
from graders.commands.arguments import Parser, named
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.model.figures import bounds_of, digest, figures, values_of
from graders.model.invocation import command, prog
from graders.model.report import ExerciseResult
from graders.screens.gallery import YOURS, Answer, gallery
from graders.screens.standings import EDITED
from graders.screens.terminal import terminal
from graders.submissions.handout.workflow import WORKFLOW, course_of

_DECLARES = re.compile(r"^Fails:.*", re.DOTALL | re.MULTILINE)
"""What a mistake's docstring says for ``verify`` only."""


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Shows the gallery of the named exercise; returns the exit code.

    Raises:
        Usage: it is not passed yet, or there is nothing of this name.
    """
    parser = Parser(
        prog=prog("solution"),
        description="Show how others did an exercise that you have passed, and what it cost them.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="an exercise's name or number")
    parser.add_argument("way", nargs="?", metavar="WAY", help="one of the answers, whole")
    options = parser.parse_args(argv)
    exercise = named(options.name, "solution", find_exercises(root))
    result = _passed(exercise, root)
    if not exercise.reference.is_file():
        print(f"  {exercise.number} {exercise.name}: {_elsewhere(exercise, root)}")
        return 0
    others = list(answers(exercise, root))
    if options.way:
        shown = [each for each in others if each.name == options.way]
        onward = "All of them:", command("solution", exercise.name)
    else:
        reference, *more = others
        shown = [reference, *(each._replace(code="") for each in more)]
        onward = "One of them whole:", command("solution", exercise.name, others[-1].name)
    if not shown:
        names = ", ".join(each.name for each in others)
        raise Usage(f"{exercise.name} has no answer {options.way!r}; there are: {names}")
    known = figures().get(exercise.name)
    bounds = known.bounds if known else bounds_of(result.tests)
    yours = Answer(YOURS, YOURS, values_of(bounds, result.tests))
    title = f"{exercise.number} {exercise.name}: how others did it"
    terminal(sys.stdout).print(gallery(title, bounds, [yours, *shown], onward))
    return 0


def _passed(exercise: Exercise, root: Path) -> ExerciseResult:
    """What the last grading of the learner's text found, all of which was passed.

    Raises:
        Usage: it was not, or the text is another one by now.
    """
    found = listing.standing(exercise, root)
    if found.word is EDITED:
        why = "was changed since it was graded, or was never graded"
    elif found.open:
        why = "is not passed yet, and the answers of others are for afterwards"
    else:
        return found.result
    raise Usage(f"{exercise.name} {why}: {command('grade', exercise.name)}")


def _elsewhere(exercise: Exercise, root: Path) -> str:
    """Where a handout's learner can have what the handout leaves out."""
    place = "/".join(exercise.mirror.parts[-3:])
    workflow = root / WORKFLOW
    course = course_of(workflow.read_text(encoding="utf-8")) if workflow.is_file() else None
    if course is None:
        return f"{place} is in the course's own repository: ask whoever gave you this one"
    return f"https://github.com/{course.repository}/tree/{course.revision}/{place}"


def answers(exercise: Exercise, root: Path) -> Iterator[Answer]:
    """The reference, the other ways and the mistakes, each with its text and what was recorded."""
    known = figures().get(exercise.name)
    tests = exercise.tests.read_bytes()
    for kind, files in (
        ("reference", [exercise.reference]),
        ("way", exercise.ways),
        ("mistake", exercise.decoys),
    ):
        for file in files:
            text = file.read_bytes()
            way = known.ways.get(file.stem) if known else None
            values = way.values if way and way.digest == digest(text, tests) else None
            code = text.decode("utf-8")
            why = _DECLARES.sub("", ast.get_docstring(ast.parse(code)) or "").strip()
            name = "reference" if kind == "reference" else file.stem
            yield Answer(name, kind, values, why, file.relative_to(root).as_posix(), code)
