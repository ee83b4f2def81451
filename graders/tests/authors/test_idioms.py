from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest

from graders.authors.attacks import command, idioms, side_effects, suite
from graders.authors.attacks.idioms import EXERCISES_AN_IDIOM, Idiom, Place, Written, places, written
from graders.model.exercises import find_exercises
from graders.tests.authors.test_attacks import attack, guardian, known, source
from graders.tests.repositories import TESTS, Repository

__all__ = ["attack", "guardian", "known", "source"]

linux = pytest.mark.skipif(sys.platform != "linux", reason="the attacks run on Linux")

MIN_IDIOMS = 80


def test_there_are_many_and_each_is_written_around_three_references_that_differ() -> None:
    found = written(suite.SUITE, find_exercises())
    by_idiom: dict[str, list[Written]] = {}
    for each in found:
        by_idiom.setdefault(each.idiom.name, []).append(each)
    assert len(by_idiom) >= MIN_IDIOMS
    assert {len({each.place.exercise for each in its}) for its in by_idiom.values()} == {EXERCISES_AN_IDIOM}
    free = [its for its in by_idiom.values() if not its[0].idiom.needs]
    assert len(free) >= MIN_IDIOMS
    assert all(len({each.place.bound for each in its}) == EXERCISES_AN_IDIOM for its in free)
    assert all(len({each.place.topic for each in its}) == EXERCISES_AN_IDIOM for its in free)
    assert {each.place.topic for each in found} == {each.number[:2] for each in find_exercises()}


def test_each_is_python_with_the_name_that_is_asked_for() -> None:
    for each in written(suite.SUITE, find_exercises(), 1):
        tree = ast.parse(each.source)
        assert ast.get_docstring(tree) == ast.get_docstring(ast.parse(each.place.exercise.reference.read_text()))
        assert "NAME" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_the_work_is_spread() -> None:
    counts = Counter(each.place.exercise.name for each in written(suite.SUITE, find_exercises()))
    assert len(counts) >= 50
    assert max(counts.values()) <= 20


def test_an_exercise_with_rules_on_the_source_takes_none(repository: Repository) -> None:
    free = repository.exercise()
    ruled = repository.exercise(
        "02_iterators_and_generators/02_ruled_total",
        tests=TESTS.replace("import at_most", "import at_most, no_more_than").replace(
            "    source = tripwire", '    no_more_than(0, "imports", ast.Import)\n    source = tripwire'
        ),
    )
    assert [each.exercise.name for each in places([free, ruled])] == [free.name]


def test_a_round_has_every_exercise_once_and_all_rounds_have_every_member() -> None:
    members = written(suite.SUITE, find_exercises())
    found = list(idioms.rounds(members))
    assert sorted(each.name for taken in found for each in taken) == sorted(each.name for each in members)
    assert all(len({each.place.exercise for each in taken}) == len(taken) for taken in found)


def test_a_suite_without_a_table_has_none(tmp_path: Path) -> None:
    assert idioms.idioms(tmp_path) == []


def test_what_stands_first_stays_first(repository: Repository) -> None:
    exercise = repository.exercise()
    exercise.reference.write_text('"""Sums."""\n\nfrom __future__ import annotations\n\nx = 1\n', encoding="utf-8")
    place = Place(exercise, "02", "", frozenset(), "running_total")
    made = Written(Idiom("a", "import pdb", "y = NAME"), place)
    lines = [line for line in made.source.splitlines() if line]
    assert lines == [
        '"""Sums."""',
        "from __future__ import annotations",
        "import pdb",
        "x = 1",
        "y = running_total",
    ]


TABLE = """
["leaves_import_pdb"]
before = 'import pdb'
"""

GRADER = """
import json, sys
from pathlib import Path
asked = dict(each[2:].split("=", 1) for each in sys.argv if each.startswith("--") and "=" in each)
stub = next(Path(asked["submission"]).rglob("running_total.py")).read_text()
print("said at the end")
tests = TESTS
result = dict(number="02.01", name="running_total", title="", topic="", file="", tests=tests)
report = dict(version=1, created="", python="", platform="", isolation=stub, seed=1, source="", exercises=[result])
Path(asked["json"]).write_text(json.dumps(report))
"""


def passed(*names: str) -> str:
    return repr([{"name": name, "outcome": "passed"} for name in names])


BOTH = ("test_sums_as_it_goes", "test_reads_no_further_than_asked")


@linux
@pytest.mark.usefixtures("guardian")
@pytest.mark.parametrize(
    ("tests", "said"),
    [
        (passed(*BOTH), []),
        (passed(BOTH[0]), [f"harmed: the report lacks {BOTH[1]}: said at the end"]),
        (
            repr([{"name": BOTH[0], "outcome": "failed", "message": "no"}, {"name": BOTH[1], "outcome": "passed"}]),
            [f"wrong: {BOTH[0]} is failed, not passed: no"],
        ),
        ("sys.exit(4)", ["harmed: the report lacks"]),
    ],
)
def test_an_idiom_without_full_marks_is_a_complaint(
    tests: str,
    said: list[str],
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "suite"
    (folder / "idioms").mkdir(parents=True)
    (folder / "idioms" / "table.toml").write_text(TABLE, encoding="utf-8")
    (source / "graders" / "__main__.py").write_text(GRADER.replace("TESTS", tests), encoding="utf-8")
    monkeypatch.setattr(side_effects, "left_in_shared_folders", set)
    assert command.main(["idioms", "--once"], folder) == (1 if said else 0)
    printed = capsys.readouterr().out
    for line in said:
        assert f"idioms/leaves_import_pdb@running_total: {line}" in printed
    assert ("BAD " if said else "ok  ") + " idioms/leaves_import_pdb@running_total" in printed


@linux
def test_idioms_are_listed_and_chosen_like_attacks(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "suite"
    (folder / "idioms").mkdir(parents=True)
    (folder / "idioms" / "table.toml").write_text(TABLE, encoding="utf-8")
    for asked in (["idioms"], ["leaves_import"], []):
        assert command.main([*asked, "--list", "--once"], folder) == 0
        assert "leaves_import_pdb@" in capsys.readouterr().out
