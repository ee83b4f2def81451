"""Specification of window_means: behaviour first, then what it may cost."""

import pytest

from graders import at_most, drain, lives, memory_ceiling, probe, seeded, stream, tripwire
from sliding_window_mean import window_means


@probe
class Reading:
    """A reading that counts how often the values of all readings are used."""

    uses = 0

    def __init__(self, value):
        self.value = value

    def __float__(self):
        Reading.uses += 1
        return float(self.value)

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
def readings(count):
    """Count readings, each made when it is asked for."""
    for number in range(count):
        yield Reading(number % 97)


@probe
def uses():
    """How often the value of a reading was used so far."""
    return Reading.uses


def test_gives_the_mean_of_every_window():
    """Every group of neighbouring readings gives one mean, in order.

    Try: work through [2, 4, 6, 8] with a width of 2 on paper: 3, 5, 7.
    """
    assert list(window_means([2, 4, 6, 8], 2)) == [3, 5, 7]
    assert list(window_means([5, 1, 3], 1)) == [5, 1, 3]


def test_gives_nothing_before_a_window_is_full():
    """Fewer readings than the width give no mean at all.

    Try: hand out a mean only when the window holds exactly width readings.
    """
    assert list(window_means([], 3)) == []
    assert list(window_means([1, 2], 3)) == []
    assert list(window_means([1, 2, 3], 3)) == [2]


def test_agrees_with_the_definition_on_random_readings():
    """The means of a random series agree with the plain definition, sum(window) / width.

    Try: print the readings of your window beside the mean. Is one too many in it, or one too few?
    """
    rng = seeded()
    series = [rng.randrange(-400, 400) / 8 for _ in range(rng.randrange(20, 30))]
    width = rng.randrange(2, 9)
    expected = [sum(series[at : at + width]) / width for at in range(len(series) - width + 1)]
    means = list(window_means((reading for reading in series), width))
    assert len(means) == len(expected)
    assert means == pytest.approx(expected, abs=1e-6)


def test_reads_one_window_for_the_first_mean():
    """The first mean takes width readings, the second takes one more.

    Try: write yield inside the loop that reads, so that each mean leaves as soon as its window is full.
    """
    source = tripwire(range(1_000))
    means = window_means(source, 100)
    at_most(source.pulled, 0, "readings taken unasked")
    assert next(means) == 49.5
    at_most(source.pulled, 100, "readings for one mean")
    assert next(means) == 50.5
    at_most(source.pulled, 101, "readings for two means")


def test_keeps_only_the_window():
    """While the means are handed over, only the readings of one window are alive.

    Try: let go of the oldest reading when a new one comes. Which container gives up items at both ends?
    """
    with lives(Reading) as alive:
        drain(window_means(readings(2_000), 100))
        at_most(alive.high, 102, "readings alive at once")


def test_does_constant_work_per_reading():
    """A wider window costs no more: the value of each reading is used at most 3 times.

    Try: which two readings make the difference between the sum of one window and the sum of the next?
    """
    drain(window_means(readings(2_000), 100))
    at_most(uses() / 2_000, 3, "uses of each reading")


def test_holds_64_kib_over_a_long_series():
    """A series of 60,000 readings needs no more memory than a short one: at most 64 KiB.

    Try: look for a list that grows with the series, be it of readings, of totals or of means.
    """
    with memory_ceiling("64 KiB"):
        means = drain(window_means(stream(float(number % 1_000) for number in range(60_000)), 100))
    assert means.count == 59_901
