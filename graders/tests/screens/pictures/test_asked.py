"""The head of a picture: what is asked, what came of it, and that nothing of it is left unsaid."""

from __future__ import annotations

import pytest

from graders.model.report import Measure, Outcome
from graders.model.wording import ENDED
from graders.screens.pictures.asked import LINE_HEIGHT, MAX_COLUMNS, MAX_LINES, asked, headed
from graders.screens.pictures.shapes import Picture
from graders.tests.screens.pictures.reading import marks, words
from graders.tests.screens.samples import make_test

PICTURE = Picture("Who worked when", "Two units.", ("process",), [])


@pytest.mark.parametrize(
    ("measure", "asked_for", "yours"),
    [
        (Measure("calls in flight at once", 1, 4, "at least"), "calls in flight at once, at least 4", "1, too few"),
        (Measure("calls of make", 5, 4, "exactly"), "calls of make, exactly 4", "5, too many"),
        (Measure("calls of make", 3, 4, "exactly"), "calls of make, exactly 4", "3, too few"),
        (Measure("share done", 0.4, 0.65, "at least"), "share done, at least 0.65", "0.4, too little"),
        (Measure("items read", 9, 8), "items read, at most 8", "9, over by 1 item"),
        (Measure("peak", 4 << 20, 65_536, unit="bytes"), "peak, at most 64 KiB", "4 MiB, 64x over"),
    ],
)
def test_a_bound_that_is_missed(measure: Measure, asked_for: str, yours: str) -> None:
    test = make_test(Outcome.OVER, measures=[measure])
    found = asked(test, measure)
    assert found
    assert (found.asked, found.yours, found.kept, found.shown) == (asked_for, yours, False, True)
    unseen = asked(test)  # in a picture of something else
    assert unseen == found._replace(shown=False)


def test_a_count_that_would_have_gone_on() -> None:
    calls = Measure("calls", 9, 8)
    found = asked(make_test(Outcome.OVER, measures=[calls], message=f"calls: 9{ENDED}"), calls)
    assert found
    assert found.yours == "9, and the test ended there"


def test_a_bound_that_is_kept() -> None:
    measure = Measure("items read", 8, 8)
    found = asked(make_test(Outcome.PASSED, measures=[measure]), measure)
    assert found
    assert (found.yours, found.kept) == ("8, kept", True)
    assert asked(make_test(Outcome.PASSED, measures=[measure])) is None


@pytest.mark.parametrize(
    ("outcome", "message", "yours"),
    [
        (Outcome.FAILED, "raised nothing, expected Torn", "raised nothing, expected Torn"),
        (Outcome.LATE, "", "out of time"),
        (Outcome.FAILED, "", "not met"),
    ],
)
def test_a_mistake_that_is_no_resources_is_said_though_the_bound_is_kept(
    outcome: Outcome, message: str, yours: str
) -> None:
    held = Measure("items in work at once", 2, 2)
    test = make_test(outcome, message=message, requirement="If work fails, its error is raised.", measures=[held])
    found = asked(test, held)
    assert found
    assert (found.asked, found.yours) == ("If work fails, its error is raised", yours)
    assert not found.shown
    made = headed(PICTURE, found)
    assert made.said == made.caption == f"Asked: If work fails, its error is raised. Yours: {yours}. Two units."


def test_the_head_stands_above_the_picture_with_its_mark() -> None:
    calls = Measure("calls in flight at once", 1, 4, "at least")
    made = headed(PICTURE, asked(make_test(Outcome.OVER, measures=[calls]), calls))
    assert [each.text for each in made.words] == [
        "Who worked when",
        "asked: calls in flight at once, at least 4",
        "yours: 1, too few",
    ]
    assert all(-made.above < each.y < 0 for each in made.words)
    ((x, y),) = marks(made)
    assert x < made.words[-1].x
    assert made.words[-1].y - LINE_HEIGHT / 2 < y < made.words[-1].y
    assert made.caption == "Two units."
    kept = headed(PICTURE, asked(make_test(Outcome.PASSED), Measure("calls", 1, 1)))
    assert [line.kind for line in kept.lines] == ["kept"]


def test_a_picture_of_which_nothing_is_asked_has_its_title() -> None:
    made = headed(PICTURE, None)
    assert [each.text for each in made.words] == ["Who worked when"]
    assert not made.lines
    assert made.said == made.caption == "Two units."


def test_long_texts_are_cut_to_a_few_lines() -> None:
    test = make_test(Outcome.FAILED, message="no " * 400, requirement="x" * 999)
    made = headed(PICTURE, asked(test))
    assert len(words(made, "ink")) == len(words(made, "missed")) == MAX_LINES
    assert all(len(each.text) <= MAX_COLUMNS for each in made.words)
