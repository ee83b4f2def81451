from __future__ import annotations

from graders.bounds.notes import note
from graders.tests.conftest import MakesExecution


def test_a_note_stands_beside_the_verdict_and_says_that_it_is_not_judged(execute: MakesExecution) -> None:
    running = execute("x = 1")
    note("20,000 rows in 9 ms")
    note("2,000 rows in 1 ms")
    assert running.notes == ["20,000 rows in 9 ms (not judged)", "2,000 rows in 1 ms (not judged)"]
    assert running.measures == []
