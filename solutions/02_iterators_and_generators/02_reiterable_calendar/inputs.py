"""Random calendars, some of them empty: how each is walked, once and again."""

from datetime import date, timedelta


def inputs(random):
    start = date(2024, 1, 1) + timedelta(days=random.randrange(1000))
    return start, start + timedelta(days=random.randrange(-3, 40))


def observe(solution, start, stop):
    days = solution.DayRange(start, stop)
    once = [day.isoformat() for day in days]
    return once, [day.isoformat() for day in days]
