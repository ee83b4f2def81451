"""Specification of profile: behaviour first, then what it may cost.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, memory_ceiling, probe, seeded, time_limit, tripwire

from random import Random

import pytest

from min_max_mean_one_pass import profile

NIGHT = 600_000


def test_gives_low_high_and_mean():
    """The three figures come as a tuple: the lowest value, the highest and the mean.

    Try: work through [4, 9, 2] on paper: 2 is the lowest, 9 the highest, 15 / 3 the mean.
    """
    assert profile([4, 9, 2]) == pytest.approx((2, 9, 5))
    assert profile([2.5, 0.5]) == pytest.approx((0.5, 2.5, 1.5))
    assert type(profile([4, 9, 2])) is tuple


def test_reads_a_stream_that_ends_after_one_walk():
    """The values may be an iterator: after one walk it has nothing left.

    Try: print list(xs) after min(xs), for an iterator. Then look for a second walk in your code.
    """
    assert profile(iter([4, 9, 2])) == pytest.approx((2, 9, 5))


def test_gives_none_for_an_empty_stream():
    """Without values there are no figures: the answer is None, not an error.

    Try: notice that there is no value before you divide by their number.
    """
    assert profile([]) is None
    assert profile(iter(())) is None


def test_gives_a_single_value_three_times():
    """A single value is the lowest, the highest and the mean, even if it is 0.

    Try: do you compare the first value with something that is not a value? And does 0 count as "no value"?
    """
    assert profile(iter([7])) == pytest.approx((7, 7, 7))
    assert profile(iter([0])) == pytest.approx((0, 0, 0))


def test_takes_negative_values():
    """At night the turbine may draw power: values below 0 are values like any other.

    Try: which value do your low and high start with? The first one of the stream is safe.
    """
    assert profile(iter([-9, -2, -4])) == pytest.approx((-9, -2, -5))
    assert profile(iter([9, 2, 4])) == pytest.approx((2, 9, 5))


def test_low_and_high_are_as_they_came():
    """The lowest and the highest are values of the stream, exact to the last digit; the mean may be rounded.

    Try: return the values themselves. A float has 16 digits, and 10**18 + 1 has 19.
    """
    low, high, _ = profile(iter([10**18 + 7, 10**18 + 1, 10**18 + 9]))
    assert (low, high) == (10**18 + 1, 10**18 + 9)


def test_an_error_is_not_the_end_of_the_stream():
    """If the stream fails, the caller gets that very error, and no figures of what came before.

    Try: catch nothing that you cannot put right. The figures of half a night look just like those of a whole one.
    """
    torn = TornError("no answer")

    def loads(before):
        yield from before
        raise torn

    for before in ([], [4], [4, 9]):
        with pytest.raises(TornError) as caught:
            profile(loads(before))
        assert caught.value is torn


def test_agrees_with_min_max_and_sum_on_random_values():
    """The figures of random values are the min, the max and sum / len of a list of them.

    Try: print your figures after each value. Which is the first that is wrong?
    """
    rng = seeded()
    values = [rng.randrange(-400, 400) / 8 for _ in range(rng.randrange(20, 40))]
    expected = min(values), max(values), sum(values) / len(values)
    assert profile(iter(values)) == pytest.approx(expected, abs=1e-9)


def test_reads_each_value_once():
    """One walk over the values is enough for all three figures.

    Try: count the walks: each min, max, sum and for goes through all that it is given.
    """
    rng = seeded()
    values = [rng.randrange(1, 900) for _ in range(300)]
    log = Log(values)
    assert profile(log) == pytest.approx((min(values), max(values), sum(values) / 300))
    at_most(log.total_read(), 300, "values read")


def test_holds_32_kib_over_600000_values():
    """A night of 600,000 values needs no more memory than a minute: at most 32 KiB.

    Try: for each name in your code, ask what it holds once the first of the three figures is known.
    """
    time_limit(cpu=10)
    seed = seeded().getrandbits(64)
    made = Random(seed)
    values = [100.0 + made.random() for _ in range(NIGHT)]
    night = turbine(NIGHT, seed)
    with memory_ceiling("32 KiB"):
        figures = profile(night)
    assert figures == pytest.approx((min(values), max(values), sum(values) / NIGHT), abs=1e-9)


class TornError(Exception):
    """The turbine does not answer."""


@probe
def turbine(count, seed):
    """A night of loads between 100 and 101, each made when it is asked for."""
    from itertools import islice
    from random import Random

    return map((100.0).__add__, islice(iter(Random(seed).random, None), count))


class Log:
    """Values that can be walked again and again; it counts the values read in all walks."""

    def __init__(self, values):
        self._values = values
        self._walks = []

    def __iter__(self):
        self._walks.append(tripwire(self._values))
        return self._walks[-1]

    def total_read(self):
        return sum(walk.pulled for walk in self._walks)
