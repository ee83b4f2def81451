"""Specification of break_even: which size it finds, then how much it runs to find it.

The work is made up, and so is the clock: it goes on by what a run would take, so no machine is too slow.
"""

from graders import at_most, ends_above, seeded

import math

import pytest

from break_even_size import break_even


def test_finds_the_smallest_size_that_pays():
    """The smallest size at which the pool takes less time is returned, as an int.

    Try: a run takes clock() after it less clock() before it. Compare those of alone and pool, for 1, 2, 3, ...
    """
    for _ in range(3):
        shop = Shop(seeded().randrange(2, 60))
        found = break_even(shop.alone, shop.pool, shop.clock, 200)
        assert (found, type(found)) == (shop.answer, int)


def test_finds_the_first_and_the_last_size():
    """The answer may be 1, and it may be ``largest``.

    Try: follow your search to both of its ends.
    """
    shop = Shop(1)
    assert break_even(shop.alone, shop.pool, shop.clock, 200) == 1
    assert min(shop.sizes) >= 1
    assert break_even(shop.alone, shop.pool, shop.clock, 1) == 1
    for answer in (2, 37, 64):
        shop = Shop(answer)
        assert break_even(shop.alone, shop.pool, shop.clock, answer) == answer


def test_gives_none_if_the_pool_never_pays():
    """If the pool takes longer for every size up to ``largest``, the result is None.

    Try: what does your search return when it has come to its end?
    """
    for answer in (2, 38, 65):
        shop = Shop(answer)
        assert break_even(shop.alone, shop.pool, shop.clock, answer - 1) is None


def test_equal_times_do_not_pay():
    """If both take the same time for a size, the pool does not take less time there.

    Try: less means less, not equal. Look at how you compare the two times.
    """
    shop = Shop(30, equal=True)
    assert break_even(shop.alone, shop.pool, shop.clock, 200) == 30


def test_runs_nothing_beyond_the_largest():
    """No work of a size below 1, or above ``largest``, is done.

    Try: a step that doubles may lead too far. What is the largest size that you may ask for?
    """
    for largest in (1, 20, 33):
        shop = Shop(40)
        assert break_even(shop.alone, shop.pool, shop.clock, largest) is None
        assert 1 <= min(shop.sizes) <= max(shop.sizes) <= largest


def test_trusts_the_best_run():
    """If two of three runs are disturbed, and take up to ten times as long, the same size is found.

    Try: a disturbed run takes longer, and none takes shorter. So which of several is nearest to the truth?
    """
    for _ in range(3):
        shop = Shop(seeded().randrange(20, 60), disturbed=True)
        assert break_even(shop.alone, shop.pool, shop.clock, 100) == shop.answer


def test_raises_the_error_of_the_work():
    """If a run fails, its error is raised.

    Try: a run that failed says nothing about the time. Let its error pass.
    """
    for fine in ([], [1, 2, 4, 8, 16, 32, 64]):  # any search comes to a size that is none of these
        shop, failure = Shop(30), Torn("a photo cannot be read")

        def pool(size, shop=shop, failure=failure, fine=fine):
            if size not in fine:
                raise failure
            shop.pool(size)

        with pytest.raises(Torn) as raised:
            break_even(shop.alone, pool, shop.clock, 100)
        assert raised.value is failure


def test_needs_300_runs_at_most():
    """Where the answer is 1,000 to 4,000, alone and pool are run at most 300 times in all.

    Try: if the pool pays at one size, it pays at all above. So which sizes need no run any more?
    """
    shop = Shop(seeded().randrange(1_000, 4_000), disturbed=True, most_runs=300)
    assert break_even(shop.alone, shop.pool, shop.clock, 1_000_000) == shop.answer
    at_most(len(shop.sizes), 300, "runs of alone and pool")


def test_does_no_work_of_4_times_the_size():
    """Where the answer is 1,000 to 4,000, no work of more than 4 times that size is done.

    Try: half of a million photos take an hour. Begin with a few, and double until the pool pays.
    """
    shop = Shop(seeded().randrange(1_000, 4_000), most_runs=300)
    assert break_even(shop.alone, shop.pool, shop.clock, 1_000_000) == shop.answer
    at_most(math.ceil(max(shop.sizes) / shop.answer), 4, "times the answer, in one run")


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Shop:
    """Work that takes made-up time on a clock of its own; nobody knows beforehand from which size the pool pays."""

    closed_to_learners = True

    def __init__(self, answer, *, equal=False, disturbed=False, most_runs=None):
        rng = seeded()
        self.answer = answer
        self.sizes = []
        self._alone, self._pool = rng.randrange(500, 1_000), rng.randrange(100, 400)
        gain = self._alone - self._pool
        self._start = gain * (answer - 1) + (0 if equal else rng.randrange(gain // 4, gain // 2) if answer > 1 else 1)
        self._disturbed = disturbed
        self._most_runs = most_runs
        self._time = rng.randrange(10**9)
        self._noise = {}

    def clock(self):
        """The time, in seconds."""
        return self._time / 2**20  # exact, whatever is added

    def alone(self, size):
        """Make previews one after the other."""
        self._run("alone", size, self._alone * size)

    def pool(self, size):
        """Make previews in processes that have to be started."""
        self._run("pool", size, self._start + self._pool * size)

    def _run(self, kind, size, time):
        self.sizes.append(size)
        if self._most_runs:
            ends_above(len(self.sizes), self._most_runs, "runs of alone and pool")
        if self._disturbed:
            left = self._noise.setdefault((kind, size), [])
            if not left:
                left.extend(seeded().sample([1, seeded().randrange(2, 10), seeded().randrange(2, 10)], 3))
            time *= left.pop()
        self._time += time
