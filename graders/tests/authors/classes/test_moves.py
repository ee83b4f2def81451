from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from graders.authors.classes.moves import Move, Standing, logged, moved, why
from graders.authors.classes.state import State

BEFORE = Standing(5, 10, "answer", "tests", "graders", "3.13", 7, {"test_a": "passed", "test_b": "over"})


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"answer": "another", "seed": 8}, "the answer is another one"),
        ({"tests": "mended", "outcomes": {"test_a": "passed"}}, "the tests were changed (test_b over -> is gone)"),
        ({"graders": "newer", "python": "3.14"}, "the graders were changed, another Python grades"),
        ({"seed": 8}, "another seed"),
        ({"by_hand": "an exam", "answer": "another"}, "changed by hand: an exam"),
        ({"max_points": 5}, "it was graded again"),
        (
            {"outcomes": {f"test_{n}": "failed" for n in range(7)}},
            "it was graded again (test_a passed -> is gone, test_b over -> is gone, test_0 was not there -> failed, "
            "test_1 was not there -> failed, test_2 was not there -> failed, and 4 more tests)",
        ),
    ],
)
def test_the_reason_is_what_is_not_as_it_was(others: dict[str, Any], said: str) -> None:
    assert why(BEFORE, replace(BEFORE, **others)) == said


def test_only_other_points_have_moved() -> None:
    now = {
        ("a", "x"): replace(BEFORE, points=10, graders="newer"),
        ("b", "x"): replace(BEFORE, graders="newer"),
        ("c", "x"): BEFORE,  # new in this run
    }
    found = moved({("a", "x"): BEFORE, ("b", "x"): BEFORE, ("gone", "x"): BEFORE}, now, {"a": "ada"})
    assert found == [Move("ada", "x", "5 of 10", "10 of 10", "the graders were changed")]


def test_the_log_grows_and_has_no_formula(tmp_path: Path) -> None:
    log = tmp_path / "moved.csv"
    log.write_text(logged(log, [Move("=1", "x", "5 of 10", "10 of 10", "y")], "today"), encoding="utf-8")
    assert logged(log, [Move("bob", "x", "5 of 10", "0 of 10", "y")], "tomorrow").splitlines() == [
        "noticed,learner,exercise,before,now,why",
        "today,'=1,x,5 of 10,10 of 10,y",
        "tomorrow,bob,x,5 of 10,0 of 10,y",
    ]


def test_a_log_that_a_spreadsheet_has_saved_grows_all_the_same(tmp_path: Path) -> None:
    log = tmp_path / "moved.csv"
    log.write_bytes("today,J\u00f6rg,x,5 of 10,10 of 10,y\r\n".encode("cp1252"))
    assert logged(log, [Move("bob", "x", "5 of 10", "0 of 10", "y")], "tomorrow").splitlines() == [
        "today,J\u00f6rg,x,5 of 10,10 of 10,y",
        "tomorrow,bob,x,5 of 10,0 of 10,y",
    ]


def test_how_learners_stand_is_kept(tmp_path: Path) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.stand({("a", "x"): BEFORE, ("b", "x"): BEFORE})
    kept.stand({("a", "x"): replace(BEFORE, points=10)})
    again = State(tmp_path / "grades.sqlite").standings()
    assert again == {("a", "x"): replace(BEFORE, points=10), ("b", "x"): BEFORE}
