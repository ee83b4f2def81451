"""Specification of lots: behaviour first, then how often it calls read, and what it keeps.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, drain, exactly, memory_ceiling, probe, seeded

import pytest

from weighed_lots import lots


def test_weighs_each_lot():
    """Each lot has its number of crates and their grams, up to the button.

    Try: a loop over iter(read, done), which compares by ==, adds up; a loop around it begins the next lot.
    """
    scale = Scale([7000, 8000, "done", 500, "done", 1, 2, 3, "done", "done"])
    assert list(lots(scale.read, "done")) == [(2, 15000), (1, 500), (3, 6)]


def test_ends_at_a_lot_without_crates():
    """The first lot without crates is the end, and it isn't handed out, even if it's the very first.

    Try: look at the number of crates after the inner loop: if it is 0, return.
    """
    assert list(lots(Scale(["done"]).read, "done")) == []
    assert list(lots(Scale([4, "done", "done", 5, "done", "done"]).read, "done")) == [(1, 4)]


def test_weighs_empty_crates():
    """A crate of 0 grams is a crate, and a lot of nothing but these is a lot.

    Try: 0 is false, and a sum of 0 doesn't mean that there were no crates. Count them.
    """
    assert list(lots(Scale([0, 9, "done", 0, 0, "done", "done"]).read, "done")) == [(2, 9), (2, 0)]


def test_takes_any_value_for_done():
    """done may be None, an empty text, -1 or any other value.

    Try: the reading is compared with the argument done, by ==, and with no value of your own.
    """
    for done in (None, "", -1, "zu Ende", (0, 0)):
        assert list(lots(Scale([3, 4, done, 5, done, done]).read, done)) == [(2, 7), (1, 5)]


def test_compares_done_by_its_value():
    """A reading that equals done is the button, even if it is another object: readings come over a wire.

    Try: compare with the argument done, by ==. "is" asks whether two values are the same object.
    """
    for done in ("the lot is complete", 10**30, (0, 0)):
        found = lots(Scale([4, done, 6, 7, done, done]).read, done)
        assert [next(found), next(found)] == [(1, 4), (2, 13)]


def test_raises_the_error_of_the_scale():
    """If the scale fails, the complete lots come first, then its error, and no half a lot.

    Try: catch nothing. An error isn't the button.
    """
    for before in ([4, "done", 5], [4, "done"]):
        error, found = ScaleError("needs to be levelled"), []
        with pytest.raises(ScaleError) as caught:
            found.extend(lots(Scale([*before, error, "done", "done"]).read, "done"))
        assert caught.value is error
        assert found == [(1, 4)]


def test_agrees_with_plain_lists_on_random_lots():
    """Random lots have the sums that plain lists have, in whole numbers.

    Try: is a lot left out, or are two of them in one?
    """
    rng = seeded()
    auction = [[rng.randrange(10_000) for _ in range(rng.randrange(1, 6))] for _ in range(12)]
    readings = [reading for lot in auction for reading in [*lot, "done"]]
    found = list(lots(Scale([*readings, "done"]).read, "done"))
    assert found == [(len(lot), sum(lot)) for lot in auction]
    assert {type(number) for lot in found for number in lot} == {int}


def test_reads_up_to_the_button():
    """Nothing is read unasked; a lot of 3 crates takes 4 calls, and the lot of 1 crate after it 2 more.

    Try: yield as soon as the button comes. Whether there is another lot is seen when somebody asks for it.
    """
    first = seeded().randrange(1_000)
    scale = Scale([first, 1, 2, "done", 5, "done", "done"])
    found = lots(scale.read, "done")
    at_most(scale.calls, 0, "calls of read unasked")
    assert next(found) == (3, first + 3)
    at_most(scale.calls, 4, "calls of read for a lot of 3 crates")
    assert next(found) == (1, 5)
    at_most(scale.calls, 6, "calls of read for lots of 3 and 1 crates")


def test_reads_nothing_after_the_end():
    """The end takes 1 call, and asking again takes none, even if the scale is in use again.

    Try: at a lot without crates, return: a generator that has returned stays ended. A class has to remember it.
    """
    first = seeded().randrange(1_000)
    scale = Scale([first, "done", "done", 7, "done", 8, "done", "done"])
    found = lots(scale.read, "done")
    assert next(found) == (1, first)
    ends = [next(found, "the end")]
    exactly(scale.calls, 3, "calls of read up to the end")
    ends += [next(found, "the end") for _ in range(3)]
    exactly(scale.calls, 3, "calls of read, however often somebody asks")
    assert ends == ["the end"] * 4


def test_keeps_64_kib_over_a_long_lot():
    """A lot of 150,000 crates takes no more than 64 KiB.

    Try: two numbers are enough for a lot. Which list do you make to add it up, or to count it?
    """
    first = seeded().randrange(10_000, 20_000)
    with memory_ceiling("64 KiB"):
        found = drain(lots(busy_scale(first), "done"), at=[0, 1])
    assert found.count == 2
    assert found.items == {0: (150_000, sum(range(first, first + 150_000))), 1: (1, 9)}


NOTHING = object()


class ScaleError(Exception):
    """What a scale has to complain of."""


class Scale:
    """A scale that reads this, one call after the other; an error among it is raised."""

    def __init__(self, readings):
        self._readings = iter(readings)
        self.calls = 0

    def read(self):
        """The next reading."""
        self.calls += 1
        reading = next(self._readings, NOTHING)
        if reading is NOTHING:
            raise ScaleError("nothing is left to weigh: a real scale would wait forever")
        if isinstance(reading, Exception):
            raise reading
        return reading


@probe
def busy_scale(first):
    """The read of a scale with a lot of 150,000 crates, one of a single crate, and the end."""
    from itertools import chain

    return chain(range(first, first + 150_000), ["done", 9, "done", "done"]).__next__
