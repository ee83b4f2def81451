"""Specification of window_means: behaviour first, then what it may cost.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, drain, lives, memory_ceiling, probe, seeded, time_limit, tripwire

import pytest

from sliding_window_mean import window_means


def test_gives_the_mean_of_every_window():
    """Every group of width neighbouring readings has one mean, in order.

    Try: work through [2, 4, 6, 8] with a width of 2 on paper: 3, 5, 7.
    """
    assert list(window_means([2, 4, 6, 8], 2)) == [3, 5, 7]
    assert list(window_means([5, 1, 3], 1)) == [5, 1, 3]


def test_gives_nothing_before_a_window_is_full():
    """Fewer readings than the width have no mean at all.

    Try: hand over a mean only when the window holds exactly width readings.
    """
    assert list(window_means([], 3)) == []
    assert list(window_means([1, 2], 3)) == []
    assert list(window_means([1, 2, 3], 3)) == [2]
    assert list(window_means(range(300), 300)) == [149.5]


def test_agrees_with_the_definition_on_random_readings():
    """The means of a random series agree with sum(window) / width; its errors reach the caller.

    Try: print the readings of your window beside the mean. Is there one too many, or one too few?
    """
    rng = seeded()
    values, width = random_values(rng.randrange(20, 30)), rng.randrange(2, 9)
    means = list(window_means((value for value in values), width))
    assert means == pytest.approx(means_of(values, width), abs=1e-6)
    torn = TornError("no answer")

    def torn_off(after):
        yield from values[:after]
        raise torn

    for after in (width - 1, len(values)):
        with pytest.raises(TornError) as caught:
            list(window_means(torn_off(after), width))
        assert caught.value is torn


def test_reads_one_window_for_the_first_mean():
    """The first mean takes width readings, the second takes one more.

    Try: write yield inside the loop that reads, so that each mean leaves as soon as its window is full.
    """
    values = random_values(1_000)
    first, second = means_of(values[:101], 100)
    source = tripwire(values, most=101, what="readings for two means")
    means = window_means(source, 100)
    at_most(source.pulled, 0, "readings taken unasked")
    assert next(means) == pytest.approx(first, abs=1e-6)
    at_most(source.pulled, 100, "readings for one mean")
    assert next(means) == pytest.approx(second, abs=1e-6)
    at_most(source.pulled, 101, "readings for two means")


def test_keeps_only_the_window():
    """While the means are handed over, only the readings of one window are alive.

    Try: let go of the oldest reading when a new one comes. Which container drops items at either end?
    """
    values = random_values(500)
    expected = means_of(values, 100)
    places = seeded().sample(range(401), 20)
    with lives(Watched, at_once=102, what="readings") as alive:
        means = drain(window_means(watched(alive.births(values)), 100), at=places)
        alive.at_once("readings alive at once")
    assert means.count == 401
    assert means.items == pytest.approx({at: expected[at] for at in places}, abs=1e-6)


def test_does_constant_work_per_reading():
    """A wider window costs no more: the value of each reading is used at most 3 times.

    Try: which two readings are the difference between the sum of one window and the sum of the next?
    """
    values = random_values(200)
    sensor = Sensor(values)
    means = list(window_means(iter(sensor), 40))
    at_most(sensor.uses / 200, 3, "uses of each reading")
    assert means == pytest.approx(means_of(values, 40), abs=1e-6)


def test_holds_64_kib_over_a_long_series():
    """A series of 600,000 readings needs no more memory than a short one: at most 64 KiB.

    Try: look for a list that grows with the series: of readings, of totals or of means.
    """
    time_limit(cpu=20)
    day, places = random_values(1_000), seeded().sample(range(599_991), 20)
    expected, readings = means_of(day + day[:9], 10), series(day, 600)
    with memory_ceiling("64 KiB"):
        means = drain(window_means(readings, 10), at=places)
    assert means.count == 599_991
    assert means.items == pytest.approx({at: expected[at % 1_000] for at in places}, abs=1e-6)


class TornError(Exception):
    """The sensor does not answer."""


class Sensor:
    """A source of readings that counts how often their values are used."""

    def __init__(self, values):
        self._values = values
        self.uses = 0

    def __iter__(self):
        for value in self._values:
            yield Reading(self, value)


class Reading:
    """A reading that tells its sensor of every use of its value."""

    def __init__(self, sensor, value):
        self._sensor = sensor
        self._value = value

    def __float__(self):
        self._sensor.uses += 1
        return self._value

    def __add__(self, other):
        return float(self) + other

    def __sub__(self, other):
        return float(self) - other

    def __rsub__(self, other):
        return other - float(self)

    def __mul__(self, other):
        return float(self) * other

    def __truediv__(self, other):
        return float(self) / other

    def __neg__(self):
        return -float(self)

    def as_integer_ratio(self):
        return float(self).as_integer_ratio()

    __radd__ = __add__
    __rmul__ = __mul__


@probe
class Watched(float):
    """A reading whose life is counted."""


@probe
def watched(values):
    """A reading for each value, made when it is asked for and not kept here."""
    for value in values:
        yield Watched(value)


@probe
def series(values, days):
    """The same readings every day, for this many days; nobody keeps more than one day."""
    from itertools import chain, repeat

    return chain.from_iterable(repeat(values, days))


def random_values(count):
    """Values of readings, in eighths of a degree."""
    rng = seeded()
    return [rng.randrange(-400, 400) / 8 for _ in range(count)]


def means_of(values, width):
    """The plain definition."""
    return [sum(values[at : at + width]) / width for at in range(len(values) - width + 1)]
