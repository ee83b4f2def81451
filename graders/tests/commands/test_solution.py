"""``solution`` shows how others did it, after passing and never before, with the recorded numbers."""

from __future__ import annotations

import pytest

from graders.authors import verify
from graders.commands import grade, solution
from graders.commands.arguments import answer
from graders.model import figures
from graders.model.exercises import Exercise
from graders.submissions.handout.workflow import WORKFLOW, Course, workflow
from graders.tests.repositories import MODULE, REFERENCE, STUB, Repository

ALSO = REFERENCE.replace('"""Running totals."""', '"""Another way to sum."""')
PLACE = "solutions/02_iterators_and_generators/01_running_total"


@pytest.fixture
def exercise(repository: Repository) -> Exercise:
    """An exercise with two right answers and a mistake."""
    made = repository.exercise()
    repository.write(str(made.mirror / "also" / "sums_again.py"), ALSO)
    return made


def asked(repository: Repository, *argv: str) -> int:
    return answer(lambda: solution.main([MODULE, *argv], repository.root))


def graded(exercise: Exercise, text: str) -> None:
    exercise.stub.write_text(text, encoding="utf-8")
    grade.main([MODULE])


def test_nothing_is_shown_before_the_exercise_is_passed(
    repository: Repository, exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    verify.main(["--record"])
    later = (
        "running_total is not passed yet, and the answers of others are for afterwards: nox -s grade -- running_total"
    )
    changed = "running_total was changed since it was graded, or was never graded: nox -s grade -- running_total"
    for text, why in ((STUB, later), (REFERENCE.replace("yield total", "yield 1"), later)):
        graded(exercise, text)
        capsys.readouterr()
        assert asked(repository) == 2
        assert capsys.readouterr() == ("", f"{why}\n")
    exercise.stub.write_text(REFERENCE, encoding="utf-8")
    assert asked(repository) == 2
    assert capsys.readouterr() == ("", f"{changed}\n")


def test_after_passing_the_answers_stand_beside_yours(
    repository: Repository, exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    verify.main(["--record"])
    graded(exercise, REFERENCE)
    capsys.readouterr()
    assert asked(repository) == 0
    assert capsys.readouterr().out.splitlines() == [
        "  02.01 running_total: how others did it",
        "",
        "  readings taken for the first total: at most 2",
        "    yours            1",
        "    reference        1",
        "    sums_again       1",
        "    reads_all_first  100  breaks it",
        "",
        "  Other ways",
        "    sums_again: Another way to sum.",
        f"      {PLACE}/also/sums_again.py",
        "",
        "  Mistakes",
        "    reads_all_first: Reads all before the first total.",
        f"      {PLACE}/decoys/reads_all_first.py",
        "",
        "  The reference",
        "    reference: Running totals.",
        f"      {PLACE}/running_total.py",
        "",
        *(f"      {line}".rstrip() for line in REFERENCE.splitlines()),
        "",
        "  One of them whole:",
        "    nox -s solution -- running_total reads_all_first",
    ]


def test_one_of_them_is_shown_whole(
    repository: Repository, exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(exercise, REFERENCE)
    capsys.readouterr()
    assert asked(repository, "reads_all_first") == 0
    out = capsys.readouterr().out
    assert "      return iter(list(itertools.accumulate(readings)))\n" in out.replace("          ", "      ")
    assert "sums_again" not in out
    assert asked(repository, "nosuch") == 2
    names = "reference, sums_again, reads_all_first"
    assert capsys.readouterr().err == f"running_total has no answer 'nosuch'; there are: {names}\n"


def test_what_was_not_recorded_is_not_measured(
    repository: Repository, exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(exercise, REFERENCE)
    capsys.readouterr()
    assert asked(repository) == 0
    assert capsys.readouterr().out.splitlines()[3:7] == [
        "    yours            1",
        "    reference        not measured",
        "    sums_again       not measured",
        "    reads_all_first  not measured",
    ]


def test_what_was_edited_since_is_not_measured_and_verify_complains(
    repository: Repository, exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    verify.main(["--record"])
    exercise.ways[0].write_text(f"{ALSO}\n", encoding="utf-8")
    capsys.readouterr()
    assert verify.main([]) == 1
    assert "running_total: the graders keep the numbers of other answers: verify --record" in capsys.readouterr().out
    graded(exercise, REFERENCE)
    capsys.readouterr()
    assert asked(repository) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[4:6] == ["    reference        1", "    sums_again       not measured"]


def test_an_exercise_without_numbers_says_so(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    tests = "\n\n\n".join(part for part in repository.exercise().tests.read_text().split("\n\n\n")[:-1])
    exercise = repository.exercise(tests=tests)
    graded(exercise, REFERENCE)
    capsys.readouterr()
    assert asked(repository) == 0
    assert "  the numbers of the others: not measured" in capsys.readouterr().out.splitlines()


def test_a_handout_says_where_the_solutions_can_be_had(
    repository: Repository, exercise: Exercise, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.root / "solutions").rename(repository.root / "elsewhere")
    graded(exercise, STUB)
    assert asked(repository) == 2
    graded(exercise, REFERENCE)
    capsys.readouterr()
    assert asked(repository) == 0
    ask = "is in the course's own repository: ask whoever gave you this one"
    assert capsys.readouterr().out == f"  02.01 running_total: {PLACE} {ask}\n"
    course = Course("school/katas", "0123456789" * 4)
    repository.write(WORKFLOW, workflow(course, [exercise], everything=True))
    asked(repository)
    there = f"https://github.com/school/katas/tree/{course.revision}/{PLACE}"
    assert capsys.readouterr().out == f"  02.01 running_total: {there}\n"


def test_numbers_are_kept_for_every_answer(repository: Repository, exercise: Exercise) -> None:
    verify.main(["--record"])
    ways = figures.figures()[MODULE].ways
    assert {name: way.values for name, way in ways.items()} == {
        "running_total": [1.0],
        "sums_again": [1.0],
        "reads_all_first": [100.0],
    }
