"""Specification of summarise: behaviour first, then how exact it is and what it may keep.

The streams of the tests, and the exact numbers of them, stand below the tests.
"""

from graders import at_most, lives, memory_ceiling, probe, seeded, time_limit, tripwire

import statistics

import pytest

from streaming_stats_reduce import summarise


def test_gives_count_mean_low_high_and_variance():
    """The five numbers come in a tuple, in this order: count, mean, low, high, variance; the count is an int.

    Try: work out [2, 4, 6, 8] on paper. The mean is 5, the squared distances are 9, 1, 1 and 9, their mean is 5.
    """
    assert summarise([2, 4, 6, 8]) == pytest.approx((4, 5.0, 2, 8, 5.0))
    assert summarise([8, 2, 6, 4]) == pytest.approx((4, 5.0, 2, 8, 5.0))
    numbers = summarise([2, 4])
    assert (type(numbers), type(numbers[0])) == (tuple, int)


def test_one_reading_has_no_spread():
    """A single reading is the mean, the low and the high, and its variance is 0.

    Try: divide by the count. The variance of a sample, which divides by count - 1, is another number.
    """
    assert summarise([7.5]) == pytest.approx((1, 7.5, 7.5, 7.5, 0.0))
    assert summarise([0.0]) == pytest.approx((1, 0.0, 0.0, 0.0, 0.0))


def test_no_reading_gives_none():
    """Without any reading there is no mean: the answer is None, not an error.

    Try: look at the count before you divide by it.
    """
    assert summarise([]) is None
    assert summarise(reading for reading in ()) is None


def test_readings_of_zero_are_readings():
    """A reading of 0 counts like any other, whether it is the first or one of many.

    Try: what tells your code that nothing came yet? Neither a sum nor a low of 0 does.
    """
    assert summarise([0, 0, 0]) == pytest.approx((3, 0.0, 0, 0, 0.0))
    assert summarise([0, 3, 6]) == pytest.approx((3, 3.0, 0, 6, 6.0))
    assert summarise([-6, 0, -3]) == pytest.approx((3, -3.0, -6, 0, 6.0))


def test_low_and_high_come_from_the_readings():
    """Readings may all be above zero or all below: low and high are two of them.

    Try: with which low and high does your code start? Any first reading has to replace both.
    """
    count, _, low, high, _ = summarise([-5, -3, -4])
    assert (count, low, high) == (3, -5, -3)
    count, _, low, high, _ = summarise([3e12, 1e12, 2e12])
    assert (count, low, high) == (3, 1e12, 3e12)


def test_low_and_high_are_as_they_came():
    """A low and a high are readings, exact to the last digit, whatever the mean is rounded to.

    Try: return the readings themselves. A float has 16 digits, and 10**18 + 1 has 19.
    """
    _, _, low, high, _ = summarise([10**18 + 7, 10**18 + 1, 10**18 + 9])
    assert (low, high) == (10**18 + 1, 10**18 + 9)


def test_an_error_is_not_the_end_of_the_stream():
    """If the stream fails half-way, the caller gets that very error, and no numbers of what came before.

    Try: catch nothing that you cannot put right. The mean of half a day looks just like that of a day.
    """

    def ticks(error):
        yield from [2, 4, 6]
        raise error

    for error in (SilentError("no signal"), ValueError("no number"), OSError("no line")):
        with pytest.raises(type(error)) as caught:
            summarise(ticks(error))
        assert caught.value is error


def test_reads_a_stream_once():
    """A generator is read once, up to its end, and no length or second pass is asked of it.

    Try: look for a len(), an index, a second loop, or a second function that goes through xs too.
    """
    source = tripwire([2, 4, 6, 8])
    assert summarise(source) == pytest.approx((4, 5.0, 2, 8, 5.0))
    assert source.pulled == 4
    assert summarise(reading for reading in (1.5, 0.5)) == pytest.approx((2, 1.0, 0.5, 1.5, 0.25))


def test_agrees_with_the_definition_on_random_readings():
    """Random readings have the numbers of the textbook's formulas, and the list of them is left unchanged.

    Try: compare your five numbers after each of three readings with those that you work out on paper.
    """
    rng = seeded()
    series = [rng.randrange(-4_000, 4_000) / 8 for _ in range(rng.randrange(100, 150))]
    before = series.copy()
    count, mean, low, high, variance = summarise(series)
    assert (count, low, high) == (len(before), min(before), max(before))
    assert mean == pytest.approx(statistics.fmean(before), abs=1e-6)
    assert variance == pytest.approx(statistics.pvariance(before))
    assert series == before, "the caller's list was changed"


def test_keeps_the_digits_of_readings_around_1e9():
    """The variance of 2,000 readings that are close together and around 1e9 is right to 1 part in a million.

    Try: what is 1e9 squared, and how many digits does a float have? Square distances from a mean, not readings.
    """
    rng = seeded()
    steps = [rng.randrange(8 * 1_024) for _ in range(2_000)]
    count, mean, low, high, variance = summarise([1e9 + step / 1_024 for step in steps])
    exact_mean, exact_variance = mean_and_variance_of(steps, 1e9)
    error = abs(variance - exact_variance) / exact_variance * 1e6
    at_most(error, 1, "error of the variance", unit="ppm", exact=False)
    assert (count, low, high) == (2_000, 1e9 + min(steps) / 1_024, 1e9 + max(steps) / 1_024)
    assert mean == pytest.approx(exact_mean, abs=1e-3, rel=0)


def test_keeps_at_most_8_readings_alive():
    """While 300 readings go by, at most 8 of them are alive at once.

    Try: a reading is needed to update the numbers, and never again. Which name or container still has an old one?
    """
    numbers = some_stream(seeded(), 300)
    with lives(Reading, at_once=8) as alive:
        stream = watched_readings(alive.births(list(readings.original(*numbers))))
        count, mean, _, _, variance = summarise(stream)
        alive.at_once("readings alive at once")
    assert count == 300
    assert (mean, variance) == pytest.approx(mean_and_variance(*numbers), rel=1e-2)


def test_holds_32_kib_over_120_000_floats():
    """A stream of 120,000 floats needs no more memory than a short one: at most 32 KiB.

    Try: look for what grows with the stream: a list, a tuple with one more item at each step, a tee.
    """
    time_limit(cpu=20)
    numbers = some_stream(seeded(), 120_000)
    with memory_ceiling("32 KiB"):
        count, mean, _, _, variance = summarise(readings(*numbers))
    assert count == 120_000
    assert (mean, variance) == pytest.approx(mean_and_variance(*numbers), rel=1e-3)


class SilentError(Exception):
    """The satellite is behind the horizon."""


@probe
class Reading(float):
    """A float whose life can be watched."""


@probe
def readings(count, base, step, size):
    """Count readings that jitter above a base, each made when it is asked for."""
    for tick in range(count):
        yield base + tick * step % 1_009 * size / 1_024


@probe
def watched_readings(numbers):
    """Readings made of a float whose life can be watched, each when it is asked for."""
    for number in numbers:
        yield Reading(number)


def some_stream(rng, count):
    """Random numbers for a stream: its length, base, step and size."""
    return count, rng.randrange(1_000, 2_000), rng.randrange(3, 1_000), rng.randrange(1, 50)


def mean_and_variance(count, base, step, size):
    """The mean and the variance of such a stream."""
    return mean_and_variance_of([tick * step % 1_009 * size for tick in range(count)], base)


def mean_and_variance_of(steps, base):
    """Those of readings this many 1/1,024 above a base: worked out in whole numbers up to the last division."""
    count, total = len(steps), sum(steps)
    spread = count * sum(step * step for step in steps) - total**2
    return base + total / count / 1_024, spread / (count * 1_024) ** 2
