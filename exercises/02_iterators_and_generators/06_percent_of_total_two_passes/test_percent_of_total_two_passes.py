"""Specification of percents: behaviour first, then what it may cost.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, drain, memory_ceiling, probe, seeded, time_limit, tripwire

import contextlib
from itertools import chain, repeat
from random import Random

import pytest

from percent_of_total_two_passes import percents

CUSTOMERS = 600_000


def test_gives_the_share_of_each_amount():
    """Every amount has its part of the total, times 100, in the order of the data.

    Try: work through [5, 15, 30] on paper: the total is 50, and 5 of 50 are 10 percent.
    """
    assert list(percents(lambda: [5, 15, 30])) == pytest.approx([10, 30, 60])
    assert list(percents(lambda: [30.0, 5.0, 15.0])) == pytest.approx([60, 10, 30])
    assert list(percents(lambda: [8])) == pytest.approx([100])


def test_reads_data_that_can_be_walked_once():
    """Each call of read returns a fresh iterator, and an iterator ends after one walk.

    Try: print list(amounts) after sum(amounts), for an iterator. Where can you get another one?
    """
    assert list(percents(lambda: iter([5, 15, 30]))) == pytest.approx([10, 30, 60])


def test_gives_nothing_for_no_amounts():
    """An empty export has no shares, and is not an error.

    Try: divide by the total only when there is an amount to divide.
    """
    assert list(percents(lambda: iter([]))) == []


def test_agrees_with_the_definition_on_random_amounts():
    """Random amounts, some of them negative or zero, have the shares 100 * amount / total.

    Try: compare the number of shares first. Does a customer without turnover get a share of 0 percent?
    """
    rng = seeded()
    amounts = [9_000, 0, *(rng.randrange(-100, 900) / 4 for _ in range(rng.randrange(20, 40)))]
    rng.shuffle(amounts)
    shares = list(percents(lambda: iter(amounts)))
    assert len(shares) == len(amounts)
    assert shares == pytest.approx([100 * amount / sum(amounts) for amount in amounts], abs=1e-9)


def test_lets_a_reading_error_be_seen():
    """If the export fails in the first walk, or in the second, the caller gets that very error.

    Try: do not catch what you cannot put right. A total of half the data would make every share wrong.
    """
    error = TornError("bad sector")

    def broken():
        yield 5
        raise error

    with pytest.raises(TornError) as caught:
        list(percents(broken))
    assert caught.value is error
    walks, came = chain([[5, 15]], repeat(None)), []
    with contextlib.suppress(TornError):
        came.extend(percents(lambda: next(walks) or broken()))
        assert came == pytest.approx([25, 75]), "the second walk broke off, and nobody heard of it"


def test_opens_the_data_twice_at_most():
    """One call of read for the total and one for the shares are enough.

    Try: find every read() that runs, including those in a loop. What is the third walk for?
    """
    read = counted(lambda: iter([5, 15, 30]), most=2, what="calls of read")
    assert list(percents(read)) == pytest.approx([10, 30, 60])
    at_most(read.calls, 2, "calls of read")


def test_hands_over_each_share_as_its_amount_comes():
    """The first share is handed over when its amount is read for the second time, before any other is read.

    Try: write yield inside the loop of the second walk, instead of gathering shares.
    """
    rng = seeded()
    amounts = [rng.randrange(1, 900) for _ in range(300)]
    walks = []

    def read():
        walks.append(
            tripwire(amounts, most=2 if walks else None, what="amounts read for two shares in the second pass")
        )
        return walks[-1]

    shares = percents(read)
    assert next(shares) == pytest.approx(100 * amounts[0] / sum(amounts))
    at_most(sum(walk.pulled for walk in walks), 301, "amounts read for one share")
    assert next(shares) == pytest.approx(100 * amounts[1] / sum(amounts))
    at_most(sum(walk.pulled for walk in walks), 302, "amounts read for two shares")


def test_holds_64_kib_over_600000_customers():
    """600,000 amounts need no more memory than six: at most 64 KiB.

    Try: look for whatever remembers the amounts between the two walks: a list, a tuple, a tee.
    """
    time_limit(cpu=10)
    seed, places = seeded().getrandbits(64), seeded().sample(range(CUSTOMERS), 6)
    made = Random(seed)
    amounts = [made.random() for _ in range(CUSTOMERS)]
    read = opener(CUSTOMERS, seed)
    with memory_ceiling("64 KiB"):
        shares = drain(percents(read), at=places)
    assert shares.count == CUSTOMERS
    total = sum(amounts)
    assert shares.items == pytest.approx({place: 100 * amounts[place] / total for place in places})


class TornError(Exception):
    """The export cannot be read on."""


@probe
def opener(count, seed):
    """Opens an export of random amounts, the same every time, each of them made when it is asked for."""
    from itertools import islice
    from random import Random

    return lambda: islice(iter(Random(seed).random, None), count)
