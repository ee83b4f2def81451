from __future__ import annotations

from pathlib import Path

import pytest

from graders.authors import steadiness
from graders.authors.steadiness import Kept, Run
from graders.model.errors import Usage
from graders.model.report import Outcome

PASSED, OVER, LATE, UNSURE = Outcome.PASSED, Outcome.OVER, Outcome.LATE, Outcome.UNSURE


def made(outcome: Outcome, condition: str = "plain", *, answer: str = "a.py", seed: int = 1, digest: str = "d") -> Run:
    """A run of one test."""
    messages = {} if outcome is PASSED else {"test_reads": f"it is {outcome}"}
    return Run("running_total", "02.01", answer, digest, seed, condition, {"test_reads": outcome}, messages)


def test_the_same_outcomes_are_no_difference() -> None:
    assert steadiness.differences([made(OVER)] * 3) == []


def test_two_outcomes_of_the_same_answer_differ() -> None:
    (found,) = steadiness.differences(
        [made(OVER), made(OVER), made(LATE, "beside 2 hogs"), made(OVER, "beside 2 hogs")]
    )
    assert str(found) == "02.01  test_reads  a.py: late 1 beside 2 hogs; over 2 plain, 1 beside 2 hogs".replace(
        "2 plain, 1 beside 2 hogs", "1 beside 2 hogs, 2 plain"
    )


def test_unsure_is_not_another_outcome() -> None:
    assert steadiness.differences([made(OVER), made(UNSURE), made(OVER)]) == []
    (found,) = steadiness.differences([made(OVER), made(UNSURE), made(PASSED)])
    assert "unsure 1 plain" in str(found)


@pytest.mark.parametrize("other", [{"answer": "b.py"}, {"seed": 2}, {"digest": "e"}])
def test_other_answers_inputs_and_bytes_may_have_other_outcomes(other: dict[str, object]) -> None:
    assert steadiness.differences([made(OVER), made(PASSED, **other)]) == []  # type: ignore[arg-type]


def test_a_test_that_is_missing_from_a_run_does_not_differ() -> None:
    bare = Run("running_total", "02.01", "a.py", "d", 1, "plain", {})
    assert steadiness.differences([bare, made(OVER)]) == []


def test_unsure_is_counted_apart() -> None:
    runs = [made(PASSED)] * 399 + [made(UNSURE)]
    assert steadiness.unsure(runs) == (1, 400)
    assert steadiness.complaints(runs) == []
    assert steadiness.table(runs) == ["400 runs of 1 answers: 0 differing outcomes, 1 of 400 results unsure (0.25%)"]
    assert steadiness.complaints([*runs, made(UNSURE), made(UNSURE)]) == ["3 of 402 results are unsure: more than 0.5%"]


def test_the_table_tells_what_was_said() -> None:
    runs = [made(OVER), made(LATE), made(LATE), made(LATE, answer="b.py")]
    assert steadiness.table(runs) == [
        "  02.01  test_reads  a.py: late 2 plain; over 1 plain",
        "      it is over",
        "      it is late",
        "4 runs of 2 answers: 1 differing outcomes, 0 of 4 results unsure (0.00%)",
    ]
    assert steadiness.complaints(runs)[0].endswith("the same answer has differing outcomes")


@pytest.mark.parametrize(
    ("hogs", "quota", "said"),
    [
        (0, 0, "plain"),
        (2, 0, "beside 2 hogs"),
        (0, 30, "at 30% of a core"),
        (1, 50, "beside 1 hogs and at 50% of a core"),
    ],
)
def test_conditions_are_told(hogs: int, quota: int, said: str) -> None:
    assert steadiness.condition(hogs, quota) == said


def test_a_run_that_a_kill_cut_off_is_judged_again(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    for each in (made(OVER), made(PASSED)):
        Kept(path).add(each)
    path.write_bytes(path.read_bytes()[:-9])
    assert Kept(path).runs == [made(OVER)]
    Kept(path).add(made(LATE))
    assert Kept(path).runs == [made(OVER), made(LATE)]


def test_a_file_of_something_else_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_text("no run at all")
    with pytest.raises(Usage, match="does not hold runs of verify"):
        Kept(path)
    assert path.read_text() == "no run at all"
