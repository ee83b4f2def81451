"""Specification of merge_feeds: behaviour first, then how far it reads, compares and keeps."""

from graders import at_most, counted, drain, lives, probe, seeded, time_limit, tripwire

from itertools import chain, count

import pytest

from merge_sorted_feeds import merge_feeds


class LostError(Exception):
    """The line to an exchange is lost."""


class Quote:
    """An item that has just <, and tells each time that it is asked."""

    def __init__(self, time, asked=lambda: None):
        self.time = time
        self.asked = asked

    def __lt__(self, other):
        self.asked()
        return self.time < other.time


@probe
class Trade:
    """A trade: compared by its time, it keeps its exchange."""

    def __init__(self, time, exchange):
        self.time = time
        self.exchange = exchange

    def __lt__(self, other):
        return self.time < other.time

    def __eq__(self, other):
        return self.time == other.time

    __hash__ = None


@probe
def exchanges(starts, steps, number, births=None):
    """A feed for each start and step: so many trades, each made when it is asked for; births are told before."""

    def feed(exchange, start, step):
        for place in range(number):
            if births is not None:
                next(births, None)
            yield Trade(start + place * step, exchange)

    return [feed(exchange, *first) for exchange, first in enumerate(zip(starts, steps, strict=True))]


@probe
def times(trades):
    """The time of each trade."""
    for trade in trades:
        time = trade.time
        del trade
        yield time


def test_merges_sorted_feeds():
    """All items of all feeds come out in one sorted order.

    Try: put a finger on the first number of each feed. The smallest one goes; move that finger on.
    """
    assert list(merge_feeds([[1, 4, 6], [2, 3], [5]])) == [1, 2, 3, 4, 5, 6]
    assert list(merge_feeds([["ask", "bid"], ["ask", "sell"]])) == ["ask", "ask", "bid", "sell"]


def test_no_feed_gives_no_item():
    """Without feeds, and with empty ones only, the stream is empty, and there is no error.

    Try: a feed that ends at once never has a head: leave it out.
    """
    assert list(merge_feeds([])) == []
    assert list(merge_feeds([[], iter(())])) == []


def test_feeds_may_end_early():
    """Empty feeds, and feeds that end before the others, leave the order of the rest as it is.

    Try: at the end of a feed go on with the feeds that are left, whether it was the first or the last.
    """
    assert list(merge_feeds([[], [5], [1, 2, 3, 9], [], [4, 6]])) == [1, 2, 3, 4, 5, 6, 9]
    assert list(merge_feeds([[3, 3, 8]])) == [3, 3, 8]


def test_feeds_may_be_iterators():
    """The feeds, and what holds them, may be iterators, to be walked once.

    Try: call iter on each feed once, and keep that. A second walk over feeds finds nothing.
    """
    feeds = (iter(feed) for feed in ([1, 4], [2, 3]))
    assert list(merge_feeds(feeds)) == [1, 2, 3, 4]


def test_items_need_nothing_but_less_than():
    """Items that have just <, and the == that every object has, are merged: no <=, no >, no arithmetic.

    Try: which operators do you use? "a <= b" can be said as "not b < a".
    """
    rng = seeded()
    feeds = [sorted(rng.sample(range(number, 400, 4), 6)) for number in range(4)]
    merged = merge_feeds([[Quote(time) for time in feed] for feed in feeds])
    assert [quote.time for quote in merged] == sorted(chain(*feeds))


def test_equal_items_keep_the_order_of_their_feeds():
    """Of equal trades the one of the earlier feed comes first, as often as it has one.

    Try: give each head the number of its feed, and let that decide before anything else is compared.
    """
    feeds = exchanges([10, 10, 10, 9], [0, 1, 0, 1], 3)
    found = [(trade.time, trade.exchange) for trade in merge_feeds(feeds)]
    assert found == [(9, 3), *[(10, 0)] * 3, (10, 1), *[(10, 2)] * 3, (10, 3), (11, 1), (11, 3), (12, 1)]


def test_agrees_with_sorted_on_random_feeds():
    """Random feeds, with many equal numbers, give what sorted gives for all items.

    Try: compare the lengths first: is an item lost, or given twice, when a feed ends?
    """
    rng = seeded()
    feeds = [sorted(rng.choices(range(30), k=rng.randrange(8))) for _ in range(12)]
    assert list(merge_feeds(map(iter, feeds))) == sorted(chain(*feeds))


def test_lets_an_error_of_a_feed_be_seen():
    """An error of a feed reaches the caller, after the items that come before it.

    Try: hand an item over before you read its successor, and take StopIteration alone for a feed's end.
    """

    lost = LostError("no carrier")

    def until_it_is_lost(items):
        yield from items
        raise lost

    for feeds, expected in (([[1, 3], until_it_is_lost([2])], [1, 2]), ([[1, 3], until_it_is_lost([])], [])):
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
    """Feeds may go on for ever: who asks for twelve items gets them.

    Try: find what wants to reach the end of a feed before it hands over an item.
    """

    def ticker(step):
        for number in count():
            assert number < 500, "500 items of a feed were read for 12; feeds may be endless"
            yield number * step

    merged = merge_feeds([ticker(2), ticker(3), [4, 5]])
    assert [next(merged) for _ in range(12)] == [0, 0, 2, 3, 4, 4, 5, 6, 6, 8, 9, 10]


def test_compares_14_times_an_item_at_most():
    """The first 128 items of 64 feeds cost 14 comparisons each at most: not all heads are looked at.

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

    Try: look for a list that items are put into, and never taken from: of a feed, or of the tape.
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
