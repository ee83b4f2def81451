"""Random calendars, some of them empty: how each is walked, once, again, and on from a day in the middle."""

from datetime import date

from graders import probe


def inputs(random):
    start = date(2024, 1, 1).toordinal() + random.randrange(1000)
    return start, start + random.randrange(-3, 40)


@probe
def day(ordinal):
    from datetime import date

    return date.fromordinal(ordinal)


@probe
def texts(days):
    return [each.isoformat() for each in days]


def observe(solution, start, stop):
    days = solution.DayRange(day(start), day(stop))
    begun = iter(days)
    next(begun, None)
    return texts(days), texts(days), texts(begun), texts(begun)
