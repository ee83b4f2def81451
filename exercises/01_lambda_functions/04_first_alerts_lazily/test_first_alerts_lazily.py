"""Specification of first_alerts: behaviour first, then how far it may read and how much it may ask.

The feeds of the tests stand below them.
"""

from graders import at_most, counted, exactly, seeded, tripwire

from itertools import chain, islice, product

import pytest

from first_alerts_lazily import first_alerts


def test_gives_the_texts_of_the_first_alerts():
    """Of all readings, the first k that are alerts come out in their order, as fmt writes them.

    Try: three steps after each other: keep the alerts, count off k of them, write them out.
    """
    readings = [-18, -9, -17, -4, -20, -2, -19]
    assert list(first_alerts(readings, warm, shown, 2)) == ["-9 C", "-4 C"]
    assert list(first_alerts(readings, warm, shown, 1)) == ["-9 C"]
    assert list(first_alerts(readings, warm, shown, 3)) == ["-9 C", "-4 C", "-2 C"]


def test_gives_fewer_if_the_feed_ends():
    """A feed with fewer than k alerts gives those that it has.

    Try: what does your code do when it wants one more alert and there is no reading left?
    """
    assert list(first_alerts([-18, -9, -17, -4], warm, shown, 4)) == ["-9 C", "-4 C"]
    assert list(first_alerts([-18, -17], warm, shown, 4)) == []
    assert list(first_alerts([], warm, shown, 4)) == []


def test_gives_none_if_none_are_wanted():
    """With k = 0 there is no alert at all.

    Try: walk through your code with k = 0. When does it look at k for the first time?
    """
    assert list(first_alerts([-9, -4], warm, shown, 0)) == []


def test_a_reading_of_zero_can_be_an_alert():
    """Only is_alert decides: a reading of 0, which counts as false, is an alert if it says so.

    Try: look for a place where your code asks whether a reading is true.
    """
    assert list(first_alerts([0, -18, 0.0, 3], warm, shown, 3)) == ["0 C", "0.0 C", "3 C"]


def test_an_empty_text_is_a_text():
    """An alert for which fmt returns an empty text takes its place among the k.

    Try: filter the readings by is_alert, not the texts by whether there is something in them.
    """
    texts = {-9: "", -4: "door open", -2: ""}
    assert list(first_alerts([-18, -9, -4, -20, -2], warm, lambda reading: texts[reading], 3)) == ["", "door open", ""]


def test_an_error_is_not_the_end_of_the_feed():
    """If the feed, is_alert or fmt fails, the caller gets that very error.

    Try: catch nothing that you cannot put right. To whom does a feed that broke off look like a quiet shift?
    """

    def fail(reading):
        raise error

    def asked(reading):
        return fail(reading) if reading == -2 else warm(reading)

    def written(reading):
        return fail(reading) if reading == -2 else shown(reading)

    errors = (TornError("no reading"), ValueError("no number"), OSError("no line"))
    for error, (check, write) in product(errors, ((warm, shown), (asked, shown), (warm, written))):
        feed = (reading if reading else fail(reading) for reading in (-9, -18, -2, 0))
        with pytest.raises(type(error)) as caught:
            list(first_alerts(feed, check, write, 3))
        assert caught.value is error


def test_agrees_with_a_plain_loop_on_random_feeds():
    """Random feeds, with a random k, give the same alerts as a loop with a counter.

    Try: is one alert missing, or one too many? Compare the last of them first.
    """
    rng = seeded()
    for alerts in (1, 5, 9):
        readings = shift(rng, rng.sample(range(1, 25), alerts), count=25)
        expected = [shown(reading) for reading in readings if reading > -10]
        for k in (0, rng.randrange(1, alerts + 1), alerts + 1):
            assert list(first_alerts(iter(readings), warm, shown, k)) == expected[:k], f"k = {k}, alerts: {alerts}"


def test_takes_31_readings_for_four_alerts():
    """If the fourth alert is reading number 31 of 1,000, then 31 readings are taken: not 32, not 1,000.

    Try: which step is eager, and does your code look at its counter before or after it takes the next reading?
    """
    rng = seeded()
    readings = shift(rng, places := four_places(rng))
    source = tripwire(readings, most=31, what="readings taken for 4 alerts")
    assert list(first_alerts(source, warm, shown, 4)) == [shown(readings[place]) for place in places[:4]]
    at_most(source.pulled, 31, "readings taken for 4 alerts")


def test_takes_no_reading_if_no_alert_is_wanted():
    """With k = 0 the feed is left alone: 0 readings.

    Try: where does your code compare with k: only after an alert? Then it looks for one first.
    """
    rng = seeded()
    source = tripwire(shift(rng, four_places(rng)), most=0, what="readings taken for 0 alerts")
    assert list(first_alerts(source, warm, shown, 0)) == []
    at_most(source.pulled, 0, "readings taken for 0 alerts")


def test_gives_each_alert_as_it_comes():
    """The call takes nothing; an alert comes out before any reading behind it is taken.

    Try: do not collect the alerts. Hand over what passes them on when somebody asks: a generator, a map, a filter.
    """
    rng = seeded()
    readings = shift(rng, places := four_places(rng))
    source = tripwire(readings, most=31, what="readings taken")
    alerts = iter(first_alerts(source, warm, shown, 4))
    at_most(source.pulled, 0, "readings taken at the call")
    for number, place in enumerate(places[:4], start=1):
        assert next(alerts) == shown(readings[place])
        at_most(source.pulled - place - 1, 0, f"readings taken beyond alert {number}")
    assert [next(alerts, "the end") for _ in range(3)] == ["the end"] * 3
    at_most(source.pulled, 31, "readings taken after the end")


def test_checks_each_reading_once():
    """The 31 readings up to the fourth alert cost 31 calls of is_alert: 1 for each.

    Try: count the places in your code where is_alert is called or passed on.
    """
    rng = seeded()
    readings = shift(rng, places := four_places(rng))
    check = counted(warm, most=31, what="checks for 31 readings")
    assert list(first_alerts(iter(readings), check, shown, 4)) == [shown(readings[place]) for place in places[:4]]
    at_most(check.calls, 31, "checks for 31 readings")


def test_writes_only_the_alerts_that_it_gives():
    """Four alerts cost 4 calls of fmt, in a feed that has six.

    Try: put fmt behind the steps that throw readings away.
    """
    rng = seeded()
    readings = shift(rng, places := four_places(rng))
    write = counted(shown, most=4, what="calls of fmt for 4 alerts")
    assert list(first_alerts(iter(readings), warm, write, 4)) == [shown(readings[place]) for place in places[:4]]
    exactly(write.calls, 4, "calls of fmt for 4 alerts")


def test_is_done_with_a_feed_that_has_no_end():
    """A feed that never ends still gives its first alerts.

    Try: find the step that wants to see the end of the feed: list, sorted, a comprehension, len.
    """
    rng = seeded()
    readings = shift(rng, [3, 8], count=12)

    def endless():
        yield from islice(chain.from_iterable(readings for _ in range(100)), 600)
        raise ConnectionError("600 readings were taken: would they ever have been enough?")

    expected = [shown(readings[place]) for place in (3, 8, 3, 8, 3)]
    assert list(first_alerts(endless(), warm, shown, 5)) == expected


class TornError(Exception):
    """The line to the store is cut."""


def warm(reading):
    """A cold store is in trouble above -10 degrees."""
    return reading > -10


def shown(reading):
    """What the dashboard shows."""
    return f"{reading} C"


def shift(rng, places, count=1_000):
    """A random feed with alerts at just these places, counted from 0."""
    cold = [rng.randrange(-30, -10) for _ in range(count)]
    for place in places:
        cold[place] = rng.randrange(-9, 0)
    return cold


def four_places(rng):
    """Places of six alerts: the fourth is reading number 31, the fifth and sixth come far behind."""
    return [*sorted(rng.sample(range(3, 30), 3)), 30, rng.randrange(400, 500), rng.randrange(700, 800)]
