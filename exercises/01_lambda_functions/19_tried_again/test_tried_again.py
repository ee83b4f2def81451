"""Specification of tried_again: what a decorated function does, then what it may keep alive.

``lives`` counts the deeds. It keeps the garbage collector off. What the registry sends stands below the tests.
"""

from graders import keep_error, lives, probe, seeded

import pytest

from tried_again import tried_again


def test_returns_the_first_result():
    """A call that succeeds at once returns its result; there is one attempt, and nothing is logged.

    Try: return from within the loop as soon as there's a result.
    """
    log, asked = [], []
    read = tried_again(3, log.append)(lambda number: asked.append(number) or f"deed {number}")
    assert [read(7), read(8)] == ["deed 7", "deed 8"]
    assert (asked, log) == ([7, 8], [])


def test_tries_again_after_a_failure():
    """After a failure the function is called again, until it returns; the log gets a text for each failure.

    Try: catch the error of one attempt in the loop, not around it. Count the attempts from 1.
    """
    log = []
    read = tried_again(4, log.append)(failing([TornError("line cut"), ValueError("no deed 7"), "deed 7"]))
    assert read(7) == "deed 7"
    assert log == ["attempt 1 of 4: line cut", "attempt 2 of 4: no deed 7"]


def test_raises_the_last_error():
    """After the last attempt its error reaches the caller, the very object; it isn't logged.

    Try: the last attempt needs no try. Its error needs no help to reach the caller.
    """
    for times in (1, 2, 5):
        log, errors = [], [TornError(f"cut {number}") for number in range(times)]
        read = tried_again(times, log.append)(failing([*errors, "deed 7"]))
        with pytest.raises(TornError) as caught:
            read(7)
        assert caught.value is errors[-1]
        assert log == [f"attempt {number} of {times}: cut {number - 1}" for number in range(1, times)]


def test_passes_on_the_same_inputs():
    """Each attempt gets the inputs of the call, by position and by name.

    Try: *args and **kwargs take everything, and hand everything on.
    """
    asked = []

    def read(*args, **kwargs):
        asked.append((args, kwargs))
        if len(asked) < 3:
            raise TornError("line cut")

    assert tried_again(3, len)(read)(7, "A", volume=2) is None
    assert asked == [((7, "A"), {"volume": 2})] * 3


def test_a_result_that_counts_as_false_is_a_result():
    """None, 0 and an empty text are results: there's no second attempt.

    Try: only an error is a failure. Don't ask whether the result is true.
    """
    for result in (None, 0, ""):
        read = tried_again(3, len)(failing([result, "a second attempt"]))
        assert read(7) == result


def test_an_error_that_is_returned_is_a_result():
    """A function may return an error without raising it: that is what the caller gets.

    Try: what is returned and what is raised are two different things. Don't look at the result at all.
    """
    error = TornError("line cut")
    log = []
    assert tried_again(3, log.append)(lambda number: error)(7) is error
    assert log == []


def test_an_interruption_ends_it_at_once():
    """A KeyboardInterrupt isn't a failure: it reaches the caller, and there's no other attempt.

    Try: which classes do you catch? An interruption is not an Exception.
    """
    log = []
    with pytest.raises(Exception, match="called off at 7") as caught:
        tried_again(3, log.append)(call_off)(7)
    assert type(caught.value).__name__ == "KeyboardInterrupt"
    assert log == []


def test_an_error_of_the_log_is_not_hidden():
    """If log fails, its error reaches the caller: there's no other attempt.

    Try: what stands in your try? The function's call alone belongs there.
    """
    full, asked = FullError("no room for the log"), []

    def log(text):
        raise full

    @tried_again(3, log)
    def read(number):
        asked.append(number)
        raise TornError("line cut")

    with pytest.raises(FullError) as caught:
        read(7)
    assert caught.value is full
    assert asked == [7]


def test_each_call_has_its_own_attempts():
    """A second call has as many attempts as the first, and so has a call from within a call.

    Try: where do you count? Not on the function, and not around it: every call counts for itself.
    """
    log = []
    fail = tried_again(2, log.append)(failing([OSError("cut")] * 4))
    for _ in range(2):
        with pytest.raises(OSError, match="cut"):
            fail(7)
    assert log == ["attempt 1 of 2: cut"] * 2

    @tried_again(2, log.append)
    def within(depth):
        if depth:
            within(depth - 1)
        raise OSError(f"at {depth}")

    log.clear()
    with pytest.raises(OSError, match="at 0"):
        within(1)
    assert log == ["attempt 1 of 2: at 0"] * 3


def test_decorated_functions_do_not_share_anything():
    """Two functions under one decorator, and two decorators, have their own function, times and log.

    Try: what the decorator needs to know stands in the functions around it, not in a global.
    """
    once, thrice = [], []
    again = tried_again(3, thrice.append)
    first, second = again(failing([TornError("cut"), "deed"])), again(failing([TornError("torn"), "map"]))
    third = tried_again(1, once.append)(failing([TornError("lost"), "plan"]))
    assert (second(7), first(7)) == ("map", "deed")
    with pytest.raises(TornError, match="lost"):
        third(7)
    assert (thrice, once) == (["attempt 1 of 3: torn", "attempt 1 of 3: cut"], [])


def test_keeps_name_and_docstring():
    """A decorated function has the name and the docstring of the function.

    Try: which decorator for the inner function copies both? Look through functools.
    """
    name = f"read_{seeded().randrange(10**6)}"
    assert described(tried_again(3, len), name) == (name, f"The docstring of {name}.")


def test_works_as_a_method():
    """Decorated in a class, it's a method: it gets its object first, and each object is its own.

    Try: an inner function becomes a method by itself. An object of a class of yours doesn't, unless it has __get__.
    """
    log = []
    first, second = registry_of(tried_again(2, log.append))
    number = seeded().randrange(1_000)
    assert (first.read(number, volume=3), second.read(number)) == (f"A {number} 3", f"B {number} 1")
    assert log == ["attempt 1 of 2: A cut", "attempt 1 of 2: B cut"]


def test_keeps_no_input_and_no_result():
    """When the caller has let go of what it passed and got, 0 deeds are alive, at once, though attempts have failed.

    Try: what of yours still leads to a deed? An attribute of the wrapper, a list, a cache; or a name for an error,
    which leads to all that the failed attempt had in its frames.
    """
    numbers = seeded().sample(range(1_000), 12)
    with lives(Deed) as deeds:
        copy = tried_again(3, len)(copying())
        found = [copy(Deed(number), also=Deed(number)).number for number in numbers]
        deeds.at_most(0, "deeds alive after their calls")
    assert found == [number + 1 for number in numbers]


def test_keeps_no_error():
    """When the caller has let go of the error, 0 deeds are alive that failed attempts had, at once.

    Try: does a name in your wrapper still lead to the error when it leaves? The error leads to the wrapper's frame, and
    that to its names: such a ring waits for the garbage collector.
    """
    numbers = seeded().sample(range(1_000), 12)
    with lives(Deed) as deeds:
        read = tried_again(3, len)(failing_with_a_deed(None))
        found = [text_of_the_error(read, number) for number in numbers]
        deeds.at_most(0, "deeds alive after their errors are gone")
    assert found == [f"no page in {number}" for number in numbers]


def test_has_one_deed_at_a_time():
    """While an attempt runs, nothing is alive of those before it: two deeds are never alive at once.

    Try: when does the error of a failed attempt go? At the end of the except block, if it has no other name. Is the
    next attempt made there, or still within the block?
    """
    numbers = seeded().sample(range(1_000), 20)
    with lives(Deed, at_once=1) as deeds:
        read = tried_again(3, len)(failing_with_a_deed(deeds.births(range(60))))
        found = [text_of_the_error(read, number) for number in numbers]
        deeds.at_once("deeds alive at once")
        assert deeds.made == 60
    assert found == [f"no page in {number}" for number in numbers]


def test_keeps_one_deed_while_the_error_is_held():
    """While the caller holds the error of five attempts, at most 1 deed is alive: that of the last one.

    Try: an error that comes up while another one is handled leads to that one, as __context__. Where's your next
    attempt?
    """
    (number,) = seeded().sample(range(1_000), 1)
    log = []
    with lives(Deed) as deeds:
        read = tried_again(5, log.append)(failing_with_a_deed(None))
        keep_error(read, number)
        deeds.at_most(1, "deeds alive while the error is held")
    assert log == [f"attempt {place} of 5: no page in {number}" for place in range(1, 5)]


# What the tests above are made of


class TornError(Exception):
    """The line to the registry breaks."""


class FullError(Exception):
    """The disk is full."""


@probe
class Deed:
    """A scanned deed."""

    def __init__(self, number):
        self.number = number


def failing(answers):
    """A function that raises the errors among these answers, one at each call, and returns what isn't one."""
    answers = iter(answers)

    def answer(number):
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    return answer


@probe
def call_off(number):
    """Somebody presses Ctrl-C."""
    raise KeyboardInterrupt(f"called off at {number}")


@probe
def described(decorate, name):
    """What a decorated function of this name says of itself."""

    def function():
        pass

    function.__name__, function.__doc__ = name, f"The docstring of {name}."
    found = decorate(function)
    return found.__name__, found.__doc__


@probe
def registry_of(decorate):
    """Two objects of a class with a decorated method, whose first attempt fails."""

    class Registry:
        def __init__(self, name):
            self.name = name
            self.asked = 0

        @decorate
        def read(self, number, *, volume=1):
            self.asked += 1
            if self.asked == 1:
                raise OSError(f"{self.name} cut")
            return f"{self.name} {number} {volume}"

    return Registry("A"), Registry("B")


@probe
def copying():
    """A function that returns a new deed, at every second attempt."""
    attempts = 0

    def copy(deed, also):
        nonlocal attempts
        attempts += 1
        if attempts % 2:
            raise LookupError("line cut", deed)
        assert deed.number == also.number
        return Deed(deed.number + 1)

    return copy


@probe
def failing_with_a_deed(births):
    """A function that fails when it has made a deed, whose birth it tells before."""

    def read(number):
        if births is not None:
            next(births, None)
        deed = Deed(number)
        raise LookupError(f"no page in {deed.number}")

    return read


@probe
def text_of_the_error(function, number):
    """What the error of a call says; it's gone when this returns."""
    try:
        return function(number)
    except LookupError as error:
        return str(error)
