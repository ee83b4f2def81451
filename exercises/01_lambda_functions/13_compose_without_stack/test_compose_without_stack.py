"""Specification of compose: behaviour first, then how deep the calls may go.

What looks at the stack, and at the notes of an error, stands below the tests.
"""

from graders import allow, at_most, counted, probe, seeded

import pytest

from compose_without_stack import compose


def test_applies_the_stages_from_left_to_right():
    """compose(f, g, h)(x) is h(g(f(x))): the first stage gets the value, the result is that of the last.

    Try: write down what each stage gets for add 1, double, add 3 and a value of 5: 5, 6, 12. The result is 15.
    """
    pipeline = compose(lambda x: x + 1, lambda x: x * 2, lambda x: x + 3)
    assert pipeline(5) == 15


def test_takes_no_stage_and_one_stage():
    """Without stages the value comes out as it is; one stage is simply applied.

    Try: where does your code want a first stage, or two of them? What should it return if there is none?
    """
    assert compose()("Oslo") == "Oslo"
    assert compose()(None) is None
    assert compose(lambda x: x + 1)(5) == 6


def test_can_be_called_again():
    """A pipeline returns the right result at every call, even while it is at work: as a stage of another one.

    Try: is something used up by the first call, or left over from it? Start from the same stages each time.
    """
    pipeline = compose(lambda x: x + 1, lambda x: x * 2)
    assert [pipeline(5), pipeline(5), pipeline(6)] == [12, 12, 14]
    assert compose(pipeline, pipeline, lambda x: -x)(5) == -26
    countdown = compose(lambda x: x - 1, lambda x: countdown(x) if x > 0 else x, lambda x: x + 10)
    assert countdown(3) == 30


def test_keeps_pipelines_apart():
    """Pipelines that exist side by side have their own stages.

    Try: where do the stages live? In one pipeline, or in a place that all of them share?
    """
    first, second = compose(lambda x: x + 1), compose(lambda x: x * 2, lambda x: x * 5)
    assert [first(3), second(3), first(4)] == [4, 30, 5]


def test_calls_each_stage_once():
    """Making the pipeline calls nothing; each call of it calls every stage once.

    Try: count the calls of the first stage in your code. Is there a place that calls it only to look at the result?
    """
    stages = [counted(lambda x: x + 1) for _ in range(5)]
    pipeline = compose(*stages)
    assert [stage.calls for stage in stages] == [0] * 5
    pipeline(10)
    assert [stage.args for stage in stages] == [[(10,)], [(11,)], [(12,)], [(13,)], [(14,)]]


def test_hands_on_any_value():
    """None, 0 and an empty text are values like others: the next stage gets them.

    Try: look for an "if value" or an "or" between two stages.
    """
    for nothing in (None, 0, "", []):
        seen = counted(lambda x: "end")
        assert compose(lambda x, nothing=nothing: nothing, seen)("start") == "end"
        assert seen.args == [(nothing,)]


def test_an_error_of_a_stage_ends_the_pipeline():
    """If a stage raises, the caller gets that very error, and no later stage is called; the next call is whole again.

    Try: let the error go on. What has a call that was broken off left behind?
    """
    failure, later = NoDateError("no date"), counted(lambda x: x * 2)

    def check(value):
        if value == 6:
            raise failure
        return value

    pipeline = compose(lambda x: x + 1, check, later)
    with pytest.raises(NoDateError) as raised:
        pipeline(5)
    assert raised.value is failure
    assert later.calls == 0
    assert pipeline(6) == 14


def test_an_error_says_which_stage_failed():
    """An error comes with the note "stage 2 of 3", counted from 1; a pipeline in a pipeline adds its note behind.

    Try: who knows the number of the stage that is running? Catch the error there, add_note to it, and raise it again.
    """
    place = seeded().randrange(1, 2_001)
    assert notes_of_an_error(compose, [3], [2]) == [["stage 2 of 3"]] * 2
    assert notes_of_an_error(compose, [2_000], [place]) == [[f"stage {place} of 2000"]] * 2
    assert notes_of_an_error(compose, [2, 4], [1, 4]) == [["stage 4 of 4", "stage 1 of 2"]] * 2
    assert notes_of_an_error(compose, [1], [1]) == [["stage 1 of 1"]] * 2


def test_agrees_with_a_plain_loop_on_random_stages():
    """Thirty random stages that do not commute give the same as a loop over them.

    Try: compare two stages first, add 1 and double, in both orders.
    """
    rng = seeded()
    steps = [(rng.randrange(2, 9), rng.randrange(-9, 10)) for _ in range(30)]
    value = expected = rng.randrange(1_000)
    for factor, term in steps:
        expected = (expected * factor + term) % 100_003
    stages = [lambda x, factor=factor, term=term: (x * factor + term) % 100_003 for factor, term in steps]
    assert compose(*stages)(value) == expected


def test_keeps_the_stack_flat():
    """In a pipeline of 200 stages, at most 20 frames are between any stage and the caller.

    Try: draw the calls for three stages. Which functions have not returned yet when the last one, or the first, runs?
    """
    result, depth = deepest(compose, 200)
    assert result == 200
    at_most(depth, 20, "frames between a stage and the caller")


def test_goes_no_deeper_for_more_stages():
    """A stage in a pipeline of 200 lies at most 1 frame deeper than one in a pipeline of 10.

    Try: halving the work makes a low tower, but still a tower. Do one stage after the other, all from the same place.
    """
    few, shallow = deepest(compose, 10)
    many, deep = deepest(compose, 200)
    assert (few, many) == (10, 200)
    at_most(deep - shallow, 1, "more frames for 190 more stages")


@allow("threads")
def test_runs_fifty_thousand_stages():
    """A pipeline of 2,000 stages returns its result, and so does one of 50,000, in a thread whose stack has 1 MiB.

    Try: a higher recursion limit, or a tower of iterators instead of functions, only moves the wall. Loop.
    """
    start = seeded().randrange(1_000)
    for count in (2_000, 50_000):
        assert on_a_small_stack(compose, count, start) == start + count


class NoDateError(Exception):
    """A value that a stage cannot clean."""


@probe(by_word="how deep the stack is, only the interpreter itself knows")
def deepest(compose, count):
    """The most frames between a stage and the caller in a pipeline of this many stages, and what comes out for 0."""
    import sys

    def depth():
        frame, found = sys._getframe(1), 0
        while frame is not None:
            frame, found = frame.f_back, found + 1
        return found

    def stage(number):
        nonlocal most
        most = max(most, depth() - base - 1)
        return number + 1

    base, most = depth(), 0
    return compose(*[stage] * count)(0), most


@probe(by_word="the stack of a thread is the worker's own to set")
def on_a_small_stack(compose, count, value):
    """What a pipeline of this many stages, which add 1 each, returns in a thread with a stack of 1 MiB."""
    import threading
    from concurrent.futures import ThreadPoolExecutor

    pipeline = compose(*[lambda number: number + 1] * count)
    threading.stack_size(1 << 20)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(pipeline, value).result()


@probe
def notes_of_an_error(compose, sizes, places):
    """The notes of errors of two classes, from pipelines within each other of these sizes, each at its place.

    All stages of a pipeline are one function, which fails when the value has come to the place.
    """

    class NoStreetError(Exception):
        """Defined here, so that no handler can name it."""

    def fail(value):
        raise errors[-1]

    def counting(fail, place):
        return lambda value: fail(value) if value == place else value + 1

    def from_one(pipeline):
        return lambda value: pipeline(1)

    stage, errors, found = fail, [], []
    for size, place in zip(reversed(sizes), reversed(places), strict=True):
        stage = from_one(compose(*[counting(stage, place)] * size))
    for kind in (NoStreetError, KeyError):
        errors.append(kind("no street"))
        try:
            stage(1)
        except Exception as error:
            found.append(getattr(error, "__notes__", []) if error is errors[-1] else [f"another error came: {error!r}"])
    return found
