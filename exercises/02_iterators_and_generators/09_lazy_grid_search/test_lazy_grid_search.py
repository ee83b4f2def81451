"""Specification of pairs: behaviour first, then how far it reads and what it keeps.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, drain, memory_ceiling, probe, seeded, tripwire

from itertools import count, product

import pytest

from lazy_grid_search import pairs

RATES = ["slow", "medium", "fast", "wild"]


def test_gives_every_pair_in_order():
    """All inner items come with the first outer item, then all with the next.

    Try: which of the two changes from each pair to the next? Its loop is the inner one.
    """
    assert list(pairs([2, 4], lambda: ["slow", "fast"])) == [(2, "slow"), (2, "fast"), (4, "slow"), (4, "fast")]
    assert list(pairs(iter("ab"), lambda: iter([1]))) == [("a", 1), ("b", 1)]


def test_gives_nothing_for_an_empty_outer():
    """Without an outer item there is no pair.

    Try: begin with the loop over outer; call inner inside it.
    """
    assert list(pairs([], lambda: ["slow", "fast"])) == []


def test_gives_nothing_for_an_empty_inner():
    """Without inner items there is no pair, and no error.

    Try: do not ask for an item that may not exist. A for loop does not mind.
    """
    assert list(pairs([2, 4], lambda: iter([]))) == []


def test_calls_inner_anew_for_each_outer_item():
    """The inner items may differ for every outer item: here one, then two, then three.

    Try: where is inner() in your code? It has to be called for every outer item.
    """
    rounds = count(1)
    found = list(pairs("abc", lambda: range(next(rounds))))
    assert found == [("a", 0), ("b", 0), ("b", 1), ("c", 0), ("c", 1), ("c", 2)]


def test_an_error_is_no_end():
    """If outer fails, or a call of inner, or its items, the caller gets that very error.

    Try: catch nothing that you cannot put right. A grid that broke off must not look as if it had been searched.
    """
    torn = TornError("bad line")

    def two_and_no_more(items):
        yield from items
        raise torn

    opened = two_and_no_more("ab")
    for outer, inner in [
        (two_and_no_more([1, 2]), lambda: "a"),
        ([1, 2], lambda: two_and_no_more("ab")),
        ([1, 2, 3], lambda: next(opened)),
    ]:
        with pytest.raises(TornError) as caught:
            list(pairs(outer, inner))
        assert caught.value is torn


def test_agrees_with_product_on_random_items():
    """Random items, among them None, 0 and repeated ones, make the pairs of itertools.product.

    Try: compare the number of pairs first. Do you leave out items that are false, or that came before?
    """
    rng = seeded()
    outer = [rng.choice([None, 0, "", 2, 4]) for _ in range(rng.randrange(3, 7))]
    inner = [None, *(rng.choice([None, 0, "", 2, 4]) for _ in range(rng.randrange(3, 7))), None]
    assert list(pairs(iter(outer), lambda: iter(inner))) == list(product(outer, inner))


def test_reads_nothing_before_a_pair_is_asked_for():
    """Calling pairs reads no outer item and does not call inner.

    Try: a generator function runs nothing before the first next. Any other function runs at once.
    """
    outer, inner = tripwire(range(300)), Grid(range(300))
    grid = pairs(outer, inner)
    at_most(outer.pulled, 0, "outer items read unasked")
    at_most(inner.calls(), 0, "calls of inner unasked")
    assert next(grid) == (0, 0)


def test_reads_three_inner_items_for_three_pairs():
    """The first three pairs of a large grid take one outer item and three inner ones.

    Try: what reads everything it is given? list, tuple, sorted, product, and the star in f(*items).
    """
    outer, inner = tripwire(range(300), most=1, what="outer items read for 3 pairs"), Grid(range(1_000))
    grid = pairs(outer, inner)
    assert [next(grid), next(grid), next(grid)] == [(0, 0), (0, 1), (0, 2)]
    at_most(inner.total_read(), 3, "inner items read for 3 pairs")
    at_most(outer.pulled, 1, "outer items read for 3 pairs")


def test_goes_on_to_the_next_outer_item_when_its_turn_comes():
    """The second outer item is read, and inner called, when the first pair of the two is asked for.

    Try: read an outer item in one place only, when the inner items of the one before are used up.
    """
    outer, inner = tripwire(range(300), most=2, what="outer items read for 5 pairs"), Grid(RATES)
    grid = pairs(outer, inner)
    assert [next(grid) for _ in RATES] == [(0, rate) for rate in RATES]
    at_most(outer.pulled, 1, "outer items read for 4 pairs")
    at_most(inner.calls(), 1, "calls of inner for 4 pairs")
    assert next(grid) == (1, "slow")
    at_most(outer.pulled, 2, "outer items read for 5 pairs")
    at_most(inner.calls(), 2, "calls of inner for 5 pairs")


def test_works_with_an_endless_outer():
    """Outer may go on forever: whoever asks for ten pairs gets them.

    Try: find what wants to reach the end of outer before it begins.
    """

    def depths():
        for depth in count(1):
            assert depth < 500, "500 outer items were read for 10 pairs; outer may be endless"
            yield depth

    grid = pairs(depths(), lambda: iter(RATES))
    assert [next(grid) for _ in range(10)] == [(1 + at // 4, RATES[at % 4]) for at in range(10)]


def test_calls_inner_once_for_each_outer_item():
    """Five outer items cost five calls of inner.

    Try: count the places with inner() in your code. One call is enough for all items of a round.
    """
    inner = counted(lambda: iter(RATES), most=5, what="calls of inner")
    assert list(pairs(range(5), inner)) == list(product(range(5), RATES))
    at_most(inner.calls, 5, "calls of inner")


def test_holds_64_kib_over_60000_pairs():
    """3 times 20,000 settings of 1 KB need no more memory than one pair: at most 64 KiB.

    Try: what keeps the inner items of a round, or the pairs that you made? Nobody needs them again.
    """
    rng = seeded()
    start, places = rng.randrange(10**9), rng.sample(range(60_000), 6)
    inner = opener(20_000, start)
    with memory_ceiling("64 KiB"):
        grid = drain(pairs("abc", inner), at=places)
    assert grid.count == 60_000
    expected = {at: ("abc"[at // 20_000], str(start + at % 20_000).ljust(1_000, ".")) for at in places}
    assert grid.items == expected


class TornError(Exception):
    """The settings cannot be read on."""


@probe
def opener(number, start):
    """A function that returns this many settings of 1,000 characters, each made when it is asked for."""
    return lambda: (str(start + at).ljust(1_000, ".") for at in range(number))


class Grid:
    """The inner side of a large grid, which counts its calls and the items read after all of them."""

    def __init__(self, items):
        self._items = items
        self._walks = []

    def __call__(self):
        self._walks.append(tripwire(self._items))
        return self._walks[-1]

    def calls(self):
        return len(self._walks)

    def total_read(self):
        return sum(walk.pulled for walk in self._walks)
