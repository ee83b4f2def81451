"""Specification of window_means: behaviour first, then what it may cost."""

from graders import at_most, drain, lives, memory_ceiling, probe, seeded, stream, tripwire
from sliding_window_mean import window_means


@probe
class Reading(float):
    """A reading that counts the arithmetic done with it."""

    operations = 0

    def __add__(self, other):
        Reading.operations += 1
        return Reading(float(self) + float(other))

    def __sub__(self, other):
        Reading.operations += 1
        return Reading(float(self) - float(other))

    __radd__ = __add__

    def __rsub__(self, other):
        Reading.operations += 1
        return Reading(float(other) - float(self))


@probe
def readings(count):
    """Count readings, each made when it is asked for."""
    for number in range(count):
        yield Reading(number % 97)


@probe
def operations():
    """Additions and subtractions so far."""
    return Reading.operations


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
    """The means of a long random series agree with the plain definition.

    Try: compare your mean with sum(window) / width for one window in the middle.
    """
    rng = seeded()
    series = [rng.randrange(-400, 400) / 8 for _ in range(rng.randrange(80, 120))]
    width = rng.randrange(2, 9)
    expected = [sum(series[at : at + width]) / width for at in range(len(series) - width + 1)]
    found = list(window_means((reading for reading in series), width))
    assert len(found) == len(expected)
    assert all(not abs(mean - right) > 1e-6 for mean, right in zip(found, expected, strict=True))


def test_reads_one_window_for_the_first_mean():
    """The first mean needs width readings, the second needs one more.

    Try: yield as soon as the window is full, inside the loop that reads.
    """
    source = tripwire(range(1_000))
    means = window_means(source, 100)
    at_most(source.pulled, 0, "readings taken before a mean was asked for")
    assert next(means) == 49.5
    at_most(source.pulled, 100, "readings taken for the first mean")
    assert next(means) == 50.5
    at_most(source.pulled, 101, "readings taken for the second mean")


def test_keeps_only_the_window():
    """While the means are handed over, only the readings of one window are alive.

    Try: let go of the oldest reading when a new one comes. Which container takes from both ends?
    """
    with lives(Reading) as alive:
        drain(window_means(readings(2_000), 100))
        at_most(alive.high, 105, "readings alive at once")


def test_does_constant_work_per_reading():
    """A wider window costs no more: at most 3 additions or subtractions for each reading.

    Try: what changes in the total when the window moves by one? Only two readings.
    """
    drain(window_means(readings(2_000), 100))
    at_most(operations() / 2_000, 3, "additions and subtractions per reading")


def test_holds_64_kib_over_a_long_series():
    """A series of 60,000 readings is never in memory as a whole.

    Try: look for a list, a slice or a stored total per reading that grows with the series.
    """
    with memory_ceiling("64 KiB"):
        means = drain(window_means(stream(float(number % 1_000) for number in range(60_000)), 100))
    assert means.count == 59_901
