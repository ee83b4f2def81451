"""Specification of ReturnedBooks: behaviour first, then how far it reads.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, exactly, seeded, tripwire

from itertools import islice

import pytest

from returned_books import ReturnedBooks


def test_hands_out_every_book_once():
    """Equal labels that follow each other are one book, and after the last one comes StopIteration.

    Try: iter(belt) once, in __init__. Compare each label with the last one handed out; when the belt ends, raise.
    """
    assert books_of(["emma", "emma", "emma", "日本文学", "日本文学", "dune"]) == ["emma", "日本文学", "dune"]


def test_hands_out_nothing_of_an_empty_belt():
    """An empty belt has no books.

    Try: what does __next__ do when there is no label to compare? Raise StopIteration, don't return.
    """
    assert books_of([]) == []


def test_hands_out_a_book_that_comes_back():
    """A label that was read before, with another one in between, is a book that came back.

    Try: remember the last label only, and compare by ==. Walks forever? Ask iter(belt) once, in __init__.
    """
    assert books_of(["emma", "dune", "emma", "emma", "dune"]) == ["emma", "dune", "emma", "dune"]


def test_is_its_own_iterator():
    """iter(books) is books, so a for loop goes on where next has stopped.

    Try: __iter__ returns self, and begins nothing.
    """
    books = ReturnedBooks(["emma", "dune", "ulysses"])
    assert iter(books) is books, "iter(books) is another object"
    assert next(books) == "emma"
    assert list(books) == ["dune", "ulysses"]


def test_takes_any_label():
    """No label (None) and an empty one are books as well, and the first book may be one.

    Try: what does your memory hold before the first label? It has to differ from every label, even from None.
    """
    assert books_of([None, None, "", "", None, "emma"]) == [None, "", None, "emma"]


def test_counts_the_books():
    """count is the number of books handed out so far, an int.

    Try: set it to 0 in __init__, and add 1 where you return a label.
    """
    books = ReturnedBooks(["emma", "emma", "dune"])
    assert (type(books.count), books.count) == (int, 0)
    assert (next(books), books.count) == ("emma", 1)
    assert (next(books), books.count) == ("dune", 2)
    assert next(books, "the end") == "the end"
    assert (type(books.count), books.count) == (int, 2)


def test_keeps_two_belts_apart():
    """Two objects over two belts know nothing of each other.

    Try: what belongs to one walk is an attribute of self, set in __init__, and not one of the class.
    """
    upper, lower = ReturnedBooks(["emma", "dune"]), ReturnedBooks(["emma", "ulysses"])
    assert [next(upper), next(lower), next(upper)] == ["emma", "emma", "dune"]
    assert (upper.count, lower.count) == (2, 1)
    assert list(upper) == []
    assert list(lower) == ["ulysses"]


def test_waits_for_a_belt_that_stands_still():
    """The same label 3,000 times is one book.

    Try: a __next__ that calls itself for an equal label goes one level deeper each time. Use a loop.
    """
    assert books_of(["emma"] * 3_000 + ["dune"]) == ["emma", "dune"]


def test_goes_on_after_a_jam():
    """An error of the belt reaches the caller as it is, and the next call goes on with the same memory.

    Try: a generator is finished by an error, so don't hide one in the class. Catch only StopIteration.
    """
    jam, other = JamError("a folio across the belt"), KeyError("no such label")
    books = ReturnedBooks(Belt([jam, "emma", other, "emma", "dune", jam]))
    assert raised_by(books) is jam
    assert books.count == 0
    assert next(books) == "emma"
    assert raised_by(books) is other
    assert next(books) == "dune", "the book before the jam was handed out again"
    assert raised_by(books) is jam
    assert next(books, "the end") == "the end"


def test_agrees_with_a_plain_loop_on_random_belts():
    """Random belts have the books that a loop over neighbours finds.

    Try: compare the lengths first. Is a book left out, or handed out twice?
    """
    rng = seeded()
    labels = ["emma", "dune", "", None]
    for first in labels:
        belt = [first, *(rng.choice(labels) for _ in range(40))]
        before = [object(), *belt]
        assert books_of(belt) == [label for last, label in zip(before, belt, strict=False) if label != last]


def test_reads_nothing_ahead():
    """Making the object, iter() and count read 0 labels; each book takes the labels up to its first one.

    Try: return the label as soon as it differs from the last one. Whether it is read again is seen later.
    """
    number = seeded().randrange(1_000)
    belt = tripwire([f"emma {number}", f"dune {number}", f"dune {number}", "ulysses", "ulysses", "ulysses"])
    books = ReturnedBooks(belt)
    assert iter(books).count == 0
    at_most(belt.pulled, 0, "labels read unasked")
    assert next(books) == f"emma {number}"
    at_most(belt.pulled, 1, "labels read for the first book")
    assert next(books) == f"dune {number}"
    at_most(belt.pulled, 2, "labels read for the second book")
    assert next(books) == "ulysses"
    at_most(belt.pulled, 4, "labels read for the third book")


def test_stays_at_its_end():
    """After the end no label is read, and no book comes, even if the belt has been loaded again.

    Try: note in an attribute that the end was seen, and look at it first. The belt may answer again one day.
    """
    belt = Belt(["emma", "dune", StopIteration(), "ulysses", "heidi"])
    books = ReturnedBooks(belt)
    assert [next(books), next(books), next(books, "the end")] == ["emma", "dune", "the end"]
    asked = belt.asked
    found = [next(books, "the end") for _ in range(3)]
    exactly(belt.asked - asked, 0, "labels read after the end")
    assert found == ["the end"] * 3
    assert books.count == 2


class JamError(Exception):
    """The belt stands still."""


class Belt:
    """An iterator that gives these labels and raises those that are errors; it may go on after its end."""

    def __init__(self, readings):
        self._readings = iter(readings)
        self.asked = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.asked += 1
        reading = next(self._readings)
        if isinstance(reading, Exception):
            raise reading
        return reading


def books_of(belt):
    """The books of this belt, if they end: no more than 50 are taken."""
    return list(islice(ReturnedBooks(belt), 50))


def raised_by(books):
    """The error that comes instead of the next book."""
    with pytest.raises((JamError, KeyError)) as caught:
        next(books)
    return caught.value
