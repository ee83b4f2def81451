"""Specification of DayRange: behaviour first, then what a long calendar may cost.

Doubles and helpers are at the end of the file.
"""

from graders import drain, memory_ceiling, probe, seeded, time_limit

from datetime import date, timedelta

from reiterable_calendar import DayRange

MARCH = ["2025-03-01", "2025-03-02", "2025-03-03"]


def test_gives_the_days_in_order():
    """A walk yields every day from start up to, not including, stop.

    Try: begin with start itself, and stop before you reach stop, as range does.
    """
    assert texts(calendar("2025-03-01", "2025-03-04")) == MARCH
    assert texts(calendar("2025-12-31", "2026-01-02")) == ["2025-12-31", "2026-01-01"]


def test_knows_leap_days():
    """29 February is there in leap years, and only then.

    Try: leave the calendar's rules to datetime: add a timedelta of one day to a date.
    """
    assert texts(calendar("2024-02-28", "2024-03-01")) == ["2024-02-28", "2024-02-29"]
    assert texts(calendar("2000-02-28", "2000-03-01")) == ["2000-02-28", "2000-02-29"]
    assert texts(calendar("2025-02-28", "2025-03-02")) == ["2025-02-28", "2025-03-01"]
    assert texts(calendar("1900-02-28", "1900-03-02")) == ["1900-02-28", "1900-03-01"]


def test_is_empty_unless_stop_is_after_start():
    """If stop is the same day as start, or an earlier one, there are no days.

    Try: compare with stop before you hand over the first day.
    """
    assert texts(calendar("2025-03-01", "2025-03-01")) == []
    assert texts(calendar("2025-03-04", "2025-03-01")) == []


def test_agrees_with_date_arithmetic_on_a_random_stretch():
    """A random stretch of some months has the days that date arithmetic finds.

    Try: compare the number of days first, then the first day that differs. Is it the first of a month?
    """
    rng = seeded()
    start, count = date(rng.randrange(1900, 2100), rng.randrange(1, 13), rng.randrange(1, 29)), rng.randrange(40, 400)
    expected = [(start + timedelta(days=number)).isoformat() for number in range(count)]
    assert texts(calendar(start.isoformat(), (start + timedelta(days=count)).isoformat())) == expected


def test_can_be_walked_again():
    """The second and third walk over the same calendar yield all its days, too.

    Try: what does __iter__ return the second time? It must be something that begins at start.
    """
    nights = calendar("2025-03-01", "2025-03-04")
    assert [texts(nights) for _ in range(3)] == [MARCH] * 3


def test_can_be_walked_within_a_walk():
    """Two loops over one calendar, one inside the other, see every pair of nights.

    Try: the inner loop must not move the outer one. Keep the place in each walk, not in the calendar.
    """
    nights = calendar("2025-03-01", "2025-03-04")
    assert pairs(nights) == ["01+01", "01+02", "01+03", "02+01", "02+02", "02+03", "03+01", "03+02", "03+03"]


def test_walks_do_not_disturb_each_other():
    """Walks that take turns keep a place each.

    Try: look for an attribute of the calendar that changes during a walk.
    """
    nights = calendar("2025-03-01", "2025-03-04")
    left, right = iter(nights), iter(nights)
    taken = [next(left), next(left), next(right), next(left), next(right)]
    assert texts(taken) == [MARCH[0], MARCH[1], MARCH[0], MARCH[2], MARCH[1]]


def test_a_walk_is_an_iterator():
    """A walk can be left, and continued by a second loop; once it has ended, it stays ended.

    Try: an iterator has __next__, and an __iter__ that returns itself. What does next() do after the last day?
    """
    walk = iter(calendar("2025-03-01", "2025-03-04"))
    assert text(next(walk)) == MARCH[0]
    assert texts(walk) == MARCH[1:]
    assert texts(walk) == []


def test_makes_a_long_calendar_for_16_kib():
    """A calendar of 450,000 days is made, and yields its first day, within 16 KiB.

    Try: make no day before somebody asks for it: keep the two ends, and work out the rest on the way.
    """
    time_limit(cpu=10)  # a list of all these days would be late on a slow machine, not over
    start = f"{seeded().randrange(1000, 2000)}-07-01"
    first, stop = day(start), later(day(start), 450_000)
    with memory_ceiling("16 KiB"):
        found = next(iter(DayRange(first, stop)))
    assert text(found) == start


def test_walks_through_a_long_calendar_within_16_kib():
    """A walk through 120,000 days holds one day at a time: at most 16 KiB.

    Try: look for a list, a set or a cache that gets longer with every day that is handed over.
    """
    rng = seeded()
    start, places = date(rng.randrange(1500, 2000), 1, 1), sorted(rng.sample(range(120_000), k=3))
    first, stop = day(start.isoformat()), later(day(start.isoformat()), 120_000)
    with memory_ceiling("16 KiB"):
        days = drain(DayRange(first, stop), at=places)
    assert days.count == 120_000, f"days that came: {days.count:,}, 120,000 are in the calendar"
    expected = [(start + timedelta(days=place)).isoformat() for place in places]
    assert texts([days.items[place] for place in places]) == expected


@probe
def day(text):
    """The date written as "2025-02-27"."""
    from datetime import date

    return date.fromisoformat(text)


@probe
def later(start, count):
    """The date this many days after start."""
    from datetime import timedelta

    return start + timedelta(days=count)


@probe
def text(found):
    """A date as "2025-02-27"; the repr of anything else."""
    from datetime import date

    return found.isoformat() if isinstance(found, date) else repr(found)


@probe
def texts(days):
    """The days as texts; it gives up after 500."""
    from itertools import islice

    return [text(found) for found in islice(days, 500)]


@probe
def pairs(nights):
    """Every pair of nights as "01+03", by two loops over one calendar; it gives up after 12."""
    from itertools import islice

    found = (f"{text(first)[-2:]}+{text(second)[-2:]}" for first in nights for second in nights)
    return list(islice(found, 12))


def calendar(start, stop):
    """The calendar between two days, each written as "2025-02-27"."""
    return DayRange(day(start), day(stop))
