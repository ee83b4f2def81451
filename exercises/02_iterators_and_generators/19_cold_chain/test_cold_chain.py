"""Specification of cold_chain: behaviour first, then how often it reports, and what it keeps.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, exactly, memory_ceiling, probe, seeded

import pytest

from cold_chain import cold_chain


def test_counts_the_warm_minutes():
    """The first next returns 0, and each send the number of minutes so far that were above the limit.

    Try: count = yield answer takes what is sent, and the loop comes back to that yield with the new count.
    """
    chain = cold_chain(8.0, quietly)
    assert next(chain) == 0
    assert [chain.send(celsius) for celsius in (6.5, 8.5, 3.0, 9.0, -1.0)] == [0, 1, 1, 2, 2]


def test_takes_the_limit_for_cold():
    """A minute at the limit itself is not a warm one, whatever the limit is.

    Try: warm is celsius > limit. Did you write >=, or a number in the place of limit?
    """
    chain = started(cold_chain(-18.0, quietly))
    assert [chain.send(celsius) for celsius in (-18.0, -17.9, -18.1, 0.0)] == [0, 1, 1, 2]


def test_takes_silence_for_warm():
    """A TimeoutError that is thrown in counts as a warm minute, and throw returns the count.

    Try: catch TimeoutError around the yield alone, and go on as after a temperature above the limit.
    """
    chain = started(cold_chain(8.0, quietly))
    assert chain.throw(TimeoutError()) == 1
    assert chain.send(4.0) == 1
    assert chain.throw(SilenceError("no answer from the sensor")) == 2
    assert chain.send(9.0) == 3


def test_lives_through_a_long_silence():
    """Several silent minutes in a row are as many warm ones.

    Try: a yield inside your except block is outside of its try. Leave the handler before the next yield.
    """
    chain = started(cold_chain(8.0, quietly))
    assert [chain.throw(TimeoutError()) for _ in range(4)] == [1, 2, 3, 4]
    assert chain.send(4.0) == 4


def test_reports_minutes_and_warm_ones():
    """report gets the number of all minutes and that of the warm ones, silent minutes among both.

    Try: two counters, and one yield in the loop: a silent minute passes through the same lines as any other.
    GeneratorExit, which close raises there, has to get through.
    """
    report = counted(quietly)
    chain = started(cold_chain(8.0, report))
    for celsius in (6.5, 8.5, 7.0):
        chain.send(celsius)
    chain.throw(TimeoutError())
    chain.close()
    assert report.args == [(4, 2)]


def test_reports_a_trip_without_a_minute():
    """A trip that is closed before its first minute has a report of 0 and 0.

    Try: both counters start at 0, before the first yield.
    """
    report = counted(quietly)
    started(cold_chain(8.0, report)).close()
    assert report.args == [(0, 0)]


def test_ends_at_close():
    """After close nothing more is taken: send raises StopIteration, and a second close does nothing.

    Try: let GeneratorExit end your loop. It passes except TimeoutError and except Exception by itself.
    """
    report = counted(quietly)
    chain = started(cold_chain(8.0, report))
    chain.close()
    chain.close()
    with pytest.raises(StopIteration):
        chain.send(9.0)
    assert report.calls == 1


def test_raises_other_errors_again():
    """Any error but TimeoutError comes back to the caller as it is, and has ended the trip.

    Try: name the one error that you can answer. An except Exception would go on after an accident.
    """
    for error in (AccidentError("a deer"), OSError("the lorry is offline"), KeyboardInterrupt()):
        chain = started(cold_chain(8.0, quietly))
        chain.send(9.0)
        with pytest.raises(type(error)) as caught:
            chain.throw(error)
        assert caught.value is error
        with pytest.raises(StopIteration):
            chain.send(9.0)


def test_keeps_two_trips_apart():
    """Two trips at the same time have counts of their own.

    Try: keep the counts in local variables: every generator has its own.
    """
    reports = counted(quietly)
    north, south = started(cold_chain(8.0, reports)), started(cold_chain(2.0, reports))
    assert [north.send(9.0), south.send(1.0), north.send(5.0), south.send(5.0)] == [1, 0, 1, 1]
    south.close()
    assert north.send(9.0) == 2
    north.close()
    assert reports.args == [(2, 1), (3, 2)]


def test_agrees_with_a_list_on_random_trips():
    """Random trips have the counts that a list of all minutes has, as whole numbers.

    Try: print the temperature beside the answer. Is it the answer of the minute before?
    """
    rng, report, minutes = seeded(), counted(quietly), []
    chain = started(cold_chain(8.0, report))
    for celsius in [*(rng.choice([None, 7.5, 8.0, 8.5]) for _ in range(38)), None, None]:
        minutes.append(celsius)
        found = chain.throw(TimeoutError()) if minutes[-1] is None else chain.send(minutes[-1])
        assert (found, type(found)) == (minutes.count(None) + minutes.count(8.5), int)
    chain.close()
    assert report.args == [(40, minutes.count(None) + minutes.count(8.5))]
    assert [type(count) for count in report.args[0]] == [int, int]


def test_reports_once_when_it_is_closed():
    """Before close report is not called; when close returns, it has been called exactly once.

    Try: what has to be done whichever way the loop is left belongs in finally.
    """
    report, number = counted(quietly), seeded().randrange(3, 30)
    chain = started(cold_chain(8.0, report))
    assert [chain.send(9.0) for _ in range(number)] == list(range(1, number + 1))
    chain.throw(TimeoutError())
    at_most(report.calls, 0, "reports before the end")
    chain.close()
    exactly(report.calls, 1, "reports when the trip is closed")
    assert report.args == [(number + 1, number + 1)]


def test_reports_once_when_an_error_ends_it():
    """An error that ends the trip is reported on exactly once, before the caller has the error in its hands.

    Try: close is only one way out. finally is done for all of them; code after the loop or in one except is not.
    """
    number = seeded().randrange(3, 30)
    for error in (AccidentError("a deer"), ValueError("no such truck"), KeyboardInterrupt()):
        report = counted(quietly)
        chain = started(cold_chain(8.0, report))
        assert [chain.send(celsius) for celsius in (9.0, *[1.0] * number)] == [1] * (number + 1)
        with pytest.raises(type(error)):
            chain.throw(error)
        exactly(report.calls, 1, "reports when an error ends the trip")
        assert report.args == [(number + 1, 1)]


def test_keeps_64_kib_over_a_long_trip():
    """A trip of 150,000 minutes takes no more than 64 KiB.

    Try: two numbers are enough. What do you append to?
    """
    first = seeded().randrange(1_000)
    with memory_ceiling("64 KiB"):
        answers = driven(cold_chain(8.0, unread), first, 150_000)
    assert answers == expected_of(first, 150_000)


class AccidentError(Exception):
    """What happens on roads."""


class SilenceError(TimeoutError):
    """A TimeoutError of another make."""


def quietly(minutes, warm):
    """A report that nobody reads."""


def started(chain):
    """The same, at its first yield."""
    next(chain)
    return chain


def expected_of(first, minutes):
    """What driven finds in right answers: of ten minutes in a row, two are above 8."""
    warm = total = 0
    for minute in range(first, first + minutes):
        warm += minute % 10 >= 8
        total = (total * 31 + warm) % 1_000_003
    return total


@probe
def unread(minutes, warm):
    """A report that nobody reads, beside the learner's code."""


@probe
def driven(chain, first, minutes):
    """Drive a trip of so many minutes, whose temperatures are of their own each; a sum of its answers."""
    total = next(chain)
    for minute in range(first, first + minutes):
        total = (total * 31 + chain.send(minute % 10 + minute * 1e-9)) % 1_000_003
    chain.close()
    return total
