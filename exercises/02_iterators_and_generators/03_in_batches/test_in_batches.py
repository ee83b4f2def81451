"""Specification of in_batches: behaviour first, then how much it reads ahead and keeps.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, lives, probe, seeded, tripwire

import pytest

from in_batches import in_batches

ORDER = ["tea", "ink", "pen", "cup", "map"]


def test_gives_batches_of_the_size_in_order():
    """Every batch but the last has size items, in the order in which they came.

    Try: the second batch starts where the first ended. Do both take from the same iterator?
    """
    assert listed(in_batches(["tea", "ink", "pen", "cup"], 2)) == [["tea", "ink"], ["pen", "cup"]]
    assert listed(in_batches((item for item in ORDER[:3]), 1)) == [["tea"], ["ink"], ["pen"]]


def test_gives_what_is_left_in_a_short_batch():
    """The last batch has what is left, nothing more and nothing less.

    Try: when the items run out, hand over what you have, as it is.
    """
    assert listed(in_batches(ORDER, 2)) == [["tea", "ink"], ["pen", "cup"], ["map"]]
    assert listed(in_batches(ORDER, 50)) == [ORDER]


def test_gives_no_empty_batch():
    """Without items there is no batch, and after a full last batch no empty one follows.

    Try: check that there is something in the batch before you hand it over.
    """
    assert listed(in_batches([], 3)) == []
    assert listed(in_batches(ORDER[:4], 2)) == [["tea", "ink"], ["pen", "cup"]]


def test_takes_anything_for_an_item():
    """None, 0, False and empty texts, lists and tuples are items like any other, even if some are equal.

    Try: recognise the end by StopIteration, or by a batch without items: no item can mark it.
    """
    fields = [None, 0, "", False, None, "tea", (), [], (), 0.0]
    assert listed(in_batches(fields, 3)) == [[None, 0, ""], [False, None, "tea"], [(), [], ()], [0.0]]


def test_batches_can_be_measured_and_indexed():
    """A batch is complete when it is handed over: a list or tuple with a length, a first and a last item.

    Try: make a list or a tuple of what you take. An iterator over it has no length.
    """
    batch = next(in_batches(ORDER, 3))
    assert isinstance(batch, (list, tuple))
    assert len(batch) == 3
    assert (batch[0], batch[-1]) == ("tea", "pen")


def test_a_batch_keeps_its_items():
    """A caller that keeps all batches finds in each of them its own items.

    Try: hand over a new object each time. What does the caller see if you empty a list for the next batch?
    """
    assert listed_at_the_end(in_batches(ORDER, 2)) == [["tea", "ink"], ["pen", "cup"], ["map"]]


def test_an_error_is_not_the_end_of_the_items():
    """If the items fail, the caller gets that very error.

    Try: catch StopIteration and nothing else. A short last batch says that all rows are copied.
    """
    torn = TornError("the line is cut")

    def rows_until_it_tears(after):
        yield from ORDER[:after]
        raise torn

    for after in range(4):
        with pytest.raises(TornError) as caught:
            listed(in_batches(rows_until_it_tears(after), 2))
        assert caught.value is torn


def test_agrees_with_slices_on_random_items():
    """Random items in batches of random size are the slices of a list.

    Try: compare the number of batches first, then the first batch that differs.
    """
    rng = seeded()
    size = rng.randrange(4, 9)
    items = [rng.choice([None, 0, rng.randrange(1_000)]) for _ in range(size * 5 + rng.randrange(1, size))]
    expected = [items[at : at + size] for at in range(0, len(items), size)]
    assert listed(in_batches((item for item in items), size)) == expected


def test_refuses_a_bad_size_at_the_call():
    """A size of 0 or less raises ValueError from the call itself, before a batch is asked for.

    Try: a function with yield in it runs nothing when it is called. Check in one that has none.
    """
    for size in (0, -1, -50):
        with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
            in_batches(ORDER, size)


def test_takes_nothing_at_the_call():
    """The call takes no item: the first is taken when the first batch is asked for.

    Try: return an iterator that has not started yet. Check the size, but fill no batch.
    """
    items = tripwire(range(1, 1_001))
    batches = in_batches(items, 50)
    at_most(items.pulled, 0, "items taken unasked")
    assert list(next(batches)) == list(range(1, 51))


def test_takes_one_batch_at_a_time():
    """The first batch takes 50 items, the second 50 more, and not one beyond them.

    Try: know that a batch is full by counting what is in it, not by looking at the item after it.
    """
    items = tripwire(range(1, 1_001), most=100, what="items for two batches")
    batches = in_batches(items, 50)
    assert list(next(batches)) == list(range(1, 51))
    at_most(items.pulled, 50, "items for one batch")
    assert list(next(batches)) == list(range(51, 101))
    at_most(items.pulled, 100, "items for two batches")


def test_keeps_only_one_batch():
    """While 400 rows pass, no more of them are alive at any time than the 50 of one batch.

    Try: the caller has dropped its batch; which name of yours still refers to it while you fill the next?
    """
    first = seeded().randrange(1_000)
    with lives(Row, at_once=50) as alive:
        # A row too many would live for a moment only, where one batch is full and the next begins.
        numbers = alive.births(range(first, first + 400), at=range(50, 400, 50))
        count, total = inserted(in_batches(rows(numbers), 50))
        alive.at_once("rows alive at once")
    assert (count, total) == (400, sum(range(first, first + 400)))


class TornError(Exception):
    """The orders cannot be read on."""


@probe
class Row:
    """A row of a table."""

    def __init__(self, number):
        self.number = number


@probe
def rows(numbers):
    """A row for each number, made when it is asked for."""
    for number in numbers:
        yield Row(number)


@probe
def listed(batches):
    """What is in each batch; it gives up after 15 batches."""
    from itertools import islice

    return [list(batch) for batch in islice(batches, 15)]


@probe
def listed_at_the_end(batches):
    """What is in each batch after the last one has come; it gives up after 15 batches."""
    from itertools import islice

    return [list(batch) for batch in list(islice(batches, 15))]


@probe
def inserted(batches):
    """The rows of all batches, and the sum of their numbers; each batch is dropped before the next comes."""
    count = total = 0
    for batch in batches:
        count += len(batch)
        total += sum(row.number for row in batch)
        del batch
    return count, total
