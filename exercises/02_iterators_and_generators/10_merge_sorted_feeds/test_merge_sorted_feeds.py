"""Specification of merge_feeds: behaviour first, then how far it reads, compares and keeps.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, drain, lives, probe, seeded, time_limit, tripwire

from itertools import chain, count

import pytest

from merge_sorted_feeds import merge_feeds


def test_merges_sorted_feeds():
    """All items of all feeds come out in one sorted order.

    Try: put a finger on the first number of each feed. The smallest one goes; move that finger on.
    """
    assert list(merge_feeds([[1, 4, 6], [2, 3], [5]])) == [1, 2, 3, 4, 5, 6]
    assert list(merge_feeds([["ask", "bid"], ["ask", "sell"]])) == ["ask", "ask", "bid", "sell"]


def test_no_feed_gives_no_item():
    """Without feeds, or with empty ones only, the stream is empty, and there is no error.

    Try: a feed that ends at once never has a head. Leave it out.
    """
    assert list(merge_feeds([])) == []
    assert list(merge_feeds([[], iter(())])) == []


def test_feeds_may_end_early():
    """Empty feeds, and feeds that end before the others, do not disturb the order of the rest.

    Try: at the end of a feed, go on with the feeds that are left, whether it was the first or the last.
    """
    assert list(merge_feeds([[], [5], [1, 2, 3, 9], [], [4, 6]])) == [1, 2, 3, 4, 5, 6, 9]
    assert list(merge_feeds([[3, 3, 8]])) == [3, 3, 8]


def test_feeds_may_be_iterators():
    """The feeds may be iterators, and so may what holds them: each can be walked once.

    Try: call iter on each feed once, and keep that. A second walk over the feeds finds nothing.
    """
    feeds = (iter(feed) for feed in ([1, 4], [2, 3]))
    assert list(merge_feeds(feeds)) == [1, 2, 3, 4]


def test_items_need_nothing_but_less_than():
    """Items that have just < are merged: no <=, no >, no ==, no arithmetic.

    Try: a tuple or a list compares its items by == first. "a <= b" can be written as "not b < a".
    """
    rng = seeded()
    feeds = [sorted(rng.sample(range(number, 400, 4), 6)) for number in range(4)]
    merged = merge_feeds([[Quote(time) for time in feed] for feed in feeds])
    assert [quote.time for quote in merged] == sorted(chain(*feeds))


def test_equal_items_keep_the_order_of_their_feeds():
    """Of trades at the same time, those of the earlier feed come first; none of them is less, and none is equal.

    Try: give each head the number of its feed. When does that decide, if all that you may ask is <?
    """
    start = seeded().randrange(10**6)
    feeds = exchanges([start + 10, start + 10, start + 10, start + 9], [0, 1, 0, 1], 3)
    found = [(trade.time - start, trade.exchange, trade.place) for trade in merge_feeds(feeds)]
    at_ten = [*((10, 0, place) for place in range(3)), (10, 1, 0), *((10, 2, place) for place in range(3)), (10, 3, 1)]
    assert found == [(9, 3, 0), *at_ten, (11, 1, 1), (11, 3, 2), (12, 1, 2)]


def test_agrees_with_sorted_on_random_feeds():
    """Random feeds, with many equal numbers, come out as sorted orders all their items.

    Try: compare the lengths first: is an item lost, or handed over twice, when a feed ends?
    """
    rng = seeded()
    feeds = [sorted(rng.choices(range(30), k=rng.randrange(8))) for _ in range(12)]
    assert list(merge_feeds(map(iter, feeds))) == sorted(chain(*feeds))


def test_lets_an_error_of_a_feed_be_seen():
    """An error of a feed, or of the feeds, reaches the caller, after the items that come before it.

    Try: hand an item over before you read its successor, and take StopIteration alone for a feed's end.
    """

    lost = LostError("no carrier")

    def until_it_is_lost(items):
        yield from items
        raise lost

    for feeds, expected in (
        ([[1, 3], until_it_is_lost([2])], [1, 2]),
        ([[1, 3], until_it_is_lost([])], []),
        (until_it_is_lost([[1, 3], [2]]), []),
    ):
        found = []
        with pytest.raises(LostError) as caught:
            found.extend(merge_feeds(feeds))
        assert caught.value is lost
        assert found == expected


def test_reads_one_item_of_each_feed():
    """The first item takes the 64 heads, each further one the successor of the item before it.

    Try: hand an item over before you read the next one of its feed: that one may be long in coming.
    """
    what = "items of one feed read for the first three"
    starts = seeded().sample(range(64), 64)
    feeds = [tripwire(range(start, 10_000, 64), most=3, what=what) for start in starts]
    merged = merge_feeds(feeds)
    assert next(merged) == 0
    at_most(sum(feed.pulled for feed in feeds), 64, "items read for the first")
    assert [next(merged), next(merged)] == [1, 2]
    at_most(sum(feed.pulled for feed in feeds), 66, "items read for the first three")


def test_works_with_endless_feeds():
    """Feeds may go on forever: whoever asks for twelve items gets them.

    Try: find what wants to reach the end of a feed before it hands over an item.
    """

    def ticker(step):
        for number in count():
            assert number < 500, "500 items of a feed were read for 12; feeds may be endless"
            yield number * step

    merged = merge_feeds([ticker(2), ticker(3), [4, 5]])
    assert [next(merged) for _ in range(12)] == [0, 0, 2, 3, 4, 4, 5, 6, 6, 8, 9, 10]


def test_compares_14_times_an_item_at_most():
    """The first 128 items of 64 feeds cost at most 14 comparisons each: not every head is looked at.

    Try: what do you still know about the 63 other heads, when one of them has been replaced?
    """
    time_limit(cpu=10)
    rng = seeded()
    feeds = [sorted(rng.sample(range(100_000), 20)) for _ in range(64)]
    asked = counted(lambda: None, most=14 * 128, what="comparisons for 128 items")
    merged = merge_feeds([[Quote(time, asked) for time in feed] for feed in feeds])
    assert [next(merged).time for _ in range(128)] == sorted(chain(*feeds))[:128]
    at_most(round(asked.calls / 128, 1), 14, "comparisons an item")


def test_keeps_one_item_of_each_feed():
    """While 640 trades of 64 feeds pass, at most 130 of them are alive.

    Try: look for a list that items go into and never leave: that of a feed, or of the tape.
    """
    rng = seeded()
    starts, steps = rng.sample(range(5_000), 64), [rng.randrange(1, 90) for _ in range(64)]
    places = rng.sample(range(640), 6)
    with lives(Trade, at_once=130) as trades:
        feeds = exchanges(starts, steps, 10, trades.births(range(640)))
        tape = drain(times(merge_feeds(feeds)), at=places)
        trades.at_once("trades alive at once")
    expected = sorted(start + place * step for start, step in zip(starts, steps, strict=True) for place in range(10))
    assert (tape.count, tape.items) == (640, {place: expected[place] for place in places})


class LostError(Exception):
    """The line to an exchange is lost."""


class Quote:
    """An item that has just <, and tells each time that it is asked; == is an error."""

    def __init__(self, time, asked=lambda: None):
        self.time = time
        self.asked = asked

    def __lt__(self, other):
        self.asked()
        return self.time < other.time

    def __eq__(self, other):
        raise TypeError("== was asked of two items that have just <")

    __hash__ = None


@probe
class Trade:
    """A trade of an exchange, and its place in the feed: < compares times, and no two trades are equal."""

    def __init__(self, time, exchange, place):
        self.time = time
        self.exchange = exchange
        self.place = place

    def __lt__(self, other):
        return self.time < other.time


@probe
def exchanges(starts, steps, number, births=None):
    """A feed for each start and step: each with this many trades, made when asked for; births are told before."""

    def feed(exchange, start, step):
        for place in range(number):
            if births is not None:
                next(births, None)
            yield Trade(start + place * step, exchange, place)

    return [feed(exchange, *first) for exchange, first in enumerate(zip(starts, steps, strict=True))]


@probe
def times(trades):
    """The time of each trade."""
    for trade in trades:
        time = trade.time
        del trade
        yield time
