"""Specification of CoinTable: what it adds up, then what its threads do at the same time, and what they leave behind.

Boxes are brought by one thread, which is awake until the last one lies on the table. A slow call is answered only when
every thread of yours is asleep: so all boxes have come by then, and whoever can be inside is.
"""

from graders import (
    allow,
    at_least,
    at_most,
    counted,
    gathering,
    keep_error,
    lives,
    no_threads_left,
    overlapping,
    probe,
    seeded,
)

import pytest

from coin_counting_table import CoinTable

pytestmark = allow("threads")


def test_adds_up_what_is_counted():
    """Every box is counted once, and close returns the sum of what was in all of them.

    Try: begin with one thread, which takes a box from a queue.Queue, counts it, and adds.
    """
    for counters in (1, 4):
        boxes = amounts(20)
        count = counted(boxes.__getitem__)
        table = CoinTable(count, 0, counters)
        bring(table, list(boxes))
        assert table.close() == sum(boxes.values())
        assert sorted(box for (box,) in count.args) == sorted(boxes)


def test_begins_with_nothing():
    """The sum begins with ``nothing``, whatever that is, and is just that where no box is brought.

    Try: 0 is not the beginning of every sum. And what does a thread do to which no box ever comes?
    """
    empty = CoinTable(len, -5, 3)
    assert empty.so_far() == -5
    assert empty.close() == -5
    table = CoinTable(str.upper, "sum: ", 1)
    bring(table, ["a", "b"])
    assert table.close() == "sum: AB"


def test_counts_none_and_empty_boxes():
    """None, 0 and an empty text are boxes like any other, and so is one that equals everything.

    Try: how does a thread learn that no more will come? By a thing that nobody can bring, compared by ``is``.
    """
    table = CoinTable(one_each, 0, 2)
    bring(table, [None, 0, "", False, [], ()])
    bring(table, [like_anything(), like_anything()])
    assert table.close() == 8


def test_tells_the_sum_at_any_time():
    """While a box is counted, so_far returns the sum of those before it (1 counter).

    Try: add an amount when its box is counted, not at the end. And does the lock have to be held during count?
    """
    boxes, seen = amounts(5), []

    def count(box):
        slowly()
        seen.append(table.so_far())
        return boxes[box]

    slowly = overlapping(lambda: None)
    table = CoinTable(count, 0, 1)
    bring(table, list(boxes))
    total = table.close()
    assert slowly.high == 1
    assert seen == [sum(list(boxes.values())[:place]) for place in range(5)]
    assert table.so_far() == total == sum(boxes.values())


def test_two_tables_have_a_sum_each():
    """What is brought to one table is counted there, and added to its sum only.

    Try: what belongs to one table is made in __init__, not in the class.
    """
    coins, notes = CoinTable(lambda box: box, 0, 2), CoinTable(lambda box: 100 * box, 7, 2)
    bring(coins, [1, 2, 3])
    bring(notes, [4, 5])
    assert (coins.close(), notes.close()) == (6, 907)


def test_raises_the_error_of_a_box():
    """If a box cannot be counted, close raises its error, when all the others have been counted.

    Try: an error in a thread ends that thread, and the boxes that it would have counted stay on the table. Catch it
    there, keep it, and go on with the next box.
    """
    for counters, failing in ((1, 1), (2, 4)):
        boxes, failure = amounts(12), Torn("a foreign coin")
        foreign = seeded().sample(list(boxes)[:-1], failing)

        def count(box, boxes=boxes, foreign=foreign, failure=failure):
            if box in foreign:
                raise failure
            return boxes[box]

        table = CoinTable(count, 0, counters)
        bring(table, list(boxes))
        with pytest.raises(Torn, match="a foreign coin") as raised:
            table.close()
        assert raised.value is failure
        assert table.so_far() == sum(amount for box, amount in boxes.items() if box not in foreign)


def test_raises_the_error_of_an_amount():
    """If an amount cannot be added, close raises that error, when all the others have been added.

    Try: a lock that is taken must be released even when an error passes by: with, or finally.
    """
    boxes = amounts(12)
    table = CoinTable({**boxes, "a box of buttons": None}.__getitem__, 0, 2)
    bring(table, ["a box of buttons", *boxes])
    with pytest.raises(TypeError):
        table.close()
    assert table.so_far() == sum(boxes.values())


def test_loses_no_amount():
    """When 4 counters add 16 amounts, though each ``+`` is slow, 0 of the 16 are lost.

    Try: two threads that add to the same sum write down the same sum. Who may read it between your read and your write?
    """
    crowd = gathering(4)
    table = CoinTable(purse_with(crowd), purse(0, crowd), 4)
    bring(table, [1] * 16)
    at_most(16 - coins_in(table.close()), 0, "amounts lost")


def test_counts_side_by_side():
    """With 4 counters, 4 boxes are counted at the same time.

    Try: print when a call of count begins and ends. What does the second thread wait for: a box, a lock, a join?
    """
    boxes = amounts(8)
    count = overlapping(boxes.__getitem__)
    table = CoinTable(count, 0, 4)
    bring(table, list(boxes))
    assert table.close() == sum(boxes.values())
    assert sorted(box for (box,) in count.args) == sorted(boxes)
    at_least(count.high, 4, "boxes counted at once")


def test_has_no_more_counters_than_allowed():
    """With 2 counters, never more than 2 boxes are counted at the same time.

    Try: the number of threads is an argument. Look for a thread that is made for a box.
    """
    boxes = amounts(8)
    count = overlapping(boxes.__getitem__, at_once=2, what="boxes counted")
    table = CoinTable(count, 0, 2)
    bring(table, list(boxes))
    assert table.close() == sum(boxes.values())
    at_most(count.high, 2, "boxes counted at once")


def test_bring_does_not_wait():
    """When 12 boxes have been brought, 0 of them are counted yet, since counting is slow (2 counters).

    Try: people who bring a box want to leave. Is it counted by the thread that brings it, or has your queue a limit?
    """
    boxes, done, at_the_end = amounts(12), [], []

    def count(box):
        slowly()
        done.append(box)
        return boxes[box]

    slowly = overlapping(lambda: None)
    table = CoinTable(count, 0, 2)
    bring(table, list(boxes), lambda: at_the_end.append(len(done)))
    assert table.close() == sum(boxes.values())
    at_most(at_the_end[0], 0, "boxes counted before all were brought")


def test_keeps_no_amounts():
    """When 60 boxes have been counted, at most 8 amounts are alive: their sum, and a few more (1 counter).

    Try: a future holds its result. Look for a list, of amounts or of futures, that grows with every box.
    """
    with lives(Purse) as alive:
        table = CoinTable(purse_with(None), purse(0, None), 1)
        bring(table, list(range(1, 61)))
        assert coins_in(table.close()) == sum(range(61))
        alive.at_most(8, "amounts alive")


def test_leaves_no_thread_behind():
    """When close has returned, every thread has ended.

    Try: each thread has to learn that no more will come, so one message for all of them is not enough.
    """
    boxes = amounts(12)
    table = CoinTable(boxes.__getitem__, 0, 4)
    bring(table, list(boxes))
    assert table.close() == sum(boxes.values())
    no_threads_left()


def test_leaves_no_thread_behind_after_an_error():
    """When close has raised the error of a box, every thread has ended, while the caller still looks at the error.

    Try: end the threads first, and raise then.
    """
    boxes = amounts(12)
    table = CoinTable(boxes.__getitem__, 0, 4)
    bring(table, ["a box that nobody knows", *boxes])
    keep_error(table.close)
    assert table.so_far() == sum(boxes.values())
    no_threads_left()


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


def amounts(count):
    """What is in each of so many boxes, which nobody knows beforehand."""
    return {f"box {number}": seeded().randrange(10**9) for number in seeded().sample(range(10, 10**6), count)}


def one_each(box):
    """Count the box itself, and nothing in it."""
    return 1


@probe
def bring(table, boxes, all_brought=lambda: None):
    """Bring the boxes one after the other, and say so."""
    for box in boxes:
        table.bring(box)
    all_brought()


@probe
class LikeAnything:
    """A box that equals everything."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


@probe
def like_anything():
    """A box that equals everything."""
    return LikeAnything()


@probe
class Purse:
    """Coins; ``adding`` runs between looking at both amounts and putting them together."""

    def __init__(self, coins, adding=None):
        self.coins = coins
        self.adding = adding

    def __add__(self, other):
        coins = self.coins + other.coins
        if self.adding:
            self.adding()
        return Purse(coins, self.adding)


@probe
def purse(coins, adding):
    """An amount."""
    return Purse(coins, adding)


@probe
def purse_with(adding):
    """A count that puts the number on a box into a purse."""
    return lambda box: Purse(box, adding)


@probe
def coins_in(purse):
    """What is in a purse."""
    return purse.coins
