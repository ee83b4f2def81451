from __future__ import annotations

import re

import pytest

from graders.authors.mutation.table import ALL, named
from graders.authors.similarity import command, table
from graders.authors.similarity.errors import Errors, Measured, measured
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.tests.repositories import REFERENCE, Repository

OTHER = '''"""By itertools."""

from itertools import accumulate, islice, chain
from operator import add


def running_total(readings):
    source = iter(readings)
    pairs = zip(islice(source, None), map(abs, chain([0], [])), strict=False)
    held = {number: max(pair, default=0) for number, pair in enumerate(sorted(pairs))}
    return accumulate((held.get(each, each) for each in source), add, initial=None)
'''
LONGER = REFERENCE.replace(
    "    total = 0\n",
    """    total = 0
    lowest, highest = float("inf"), float("-inf")
    seen = set()
    while len(seen) > 3 and not readings:
        lowest = min(lowest, total, *seen)
        highest = max(highest, total)
        seen.discard(total)
    if lowest > highest:
        seen.update(range(int(total), 3))
""",
)


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    """An exercise with two right answers that have nothing in common."""
    made = repository.exercise(reference=LONGER)
    repository.write(str(made.mirror / "also" / "by_itertools.py"), OTHER)
    return made


def test_copies_are_found_and_honest_pairs_are_not(exercise: Exercise) -> None:
    found = measured(exercise, 1)
    assert found.long
    assert (found.base, found.why_not) == (0, "")
    assert found.errors.copies == 2
    # Without one of two right answers nobody knows how alike honest ones are.
    assert (found.errors.found, found.errors.shown, found.errors.honest) == (0, 0, 1)


def test_with_a_third_right_answer_copies_are_found(
    exercise: Exercise, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    third = LONGER.replace("while len(seen) > 3 and not readings", "for each in list(seen)[::2]").replace(
        "seen.update(range(int(total), 3))", "raise ValueError(sorted(seen, reverse=True)) from None"
    )
    third = third.replace("lowest = min(lowest, total, *seen)", "lowest = sum(divmod(each, 3), start=lowest)")
    third = third.replace("    if lowest > highest:", "    with contextlib.suppress(KeyError):")
    repository.write(str(exercise.mirror / "also" / "third.py"), third)
    assert command.main([]) == 0
    told = capsys.readouterr().out
    assert "  02.01 running_total                  copies 3 of 3, edited " in told
    assert told.endswith(
        "Copies found in 1 of the 1 exercises whose reference has more than 15 lines; honest pairs shown: 0 of 3.\n"
    )


def test_an_exercise_that_misses_the_goal_has_an_exit_code(
    exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["running_total"]) == 1
    assert "Copies found in 0 of the 1 exercises" in capsys.readouterr().out


def test_the_table_is_written(exercise: Exercise, repository: Repository) -> None:
    page = repository.write(
        "docs/similarity.md", f"# Alike\n\nCopies found in none.\n\n{table.RATES}\n|---|\n| 09.09 gone | 3 |\n\nEnd.\n"
    )
    command.main(["--table"])
    text = page.read_text(encoding="utf-8")
    assert "Copies found in 0 of the 1 exercises" in text
    assert "| 02.01 running_total | 17 | 0% | 0 of 2 | 0 of 2 | 0 of 1 |  |" in text
    assert "| all |  |  | 0 of 2 | 0 of 2 | 0 of 1 | 0 exercises |" in text
    assert "gone" not in text
    assert text.endswith(" |\n\nEnd.\n")


def test_what_cannot_be_asked_for_is_said(exercise: Exercise) -> None:
    with pytest.raises(Usage, match="--table is of all exercises"):
        command.main(["--table", "running_total"])
    exercise.reference.unlink()
    with pytest.raises(Usage, match="no reference solution here for running_total"):
        command.main([])


def test_the_goals() -> None:
    (first, *_) = find_exercises()
    good = Measured(first, 20, 0.0, "", Errors(4, 4, 2, 6, 0))
    missed = Measured(first, 20, 0.0, "", Errors(4, 2, 2, 6, 0))
    assert table.kept([good] * 9 + [missed])
    assert not table.kept([good] * 8 + [missed] * 2)
    assert not table.kept([good, Measured(first, 20, 0.0, "", Errors(4, 4, 2, 6, 1))])
    silent = Measured(first, 20, 0.6, "honest answers look alike", Errors(4, 4, 2, 6, 0))
    assert table.finding([silent, good]) == (1, 2)
    assert table.kept([Measured(first, 15, 0.0, "too short", Errors(4, 0, 0, 6, 0))])


# The page docs/similarity.md

PAGE = (ROOT / table.PAGE).read_text(encoding="utf-8")


def test_the_page_names_every_exercise_in_the_order_of_the_tree() -> None:
    _, _, rows = PAGE.partition(table.RATES)
    names = re.findall(r"^\| (\w.*?) \|", rows, re.MULTILINE)
    assert names == [*map(named, find_exercises()), ALL], "nox -s similarity -- --table"


def test_the_page_keeps_the_goals() -> None:
    finds, long, shown, honest = map(int, re.findall(r"\d+", re.sub(r"more than \d+", "", summary())))
    assert finds >= table.MIN_FINDING * long
    assert shown < table.MAX_FALSE * honest


def summary() -> str:
    """The page's sentence of the sums."""
    return next(line for line in PAGE.splitlines() if line.startswith("Copies found in "))
