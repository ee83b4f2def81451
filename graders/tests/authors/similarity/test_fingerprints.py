from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from graders.authors.similarity import fingerprints
from graders.authors.similarity.fingerprints import (
    GRAM_TOKENS,
    WINDOW_GRAMS,
    Print,
    of_sources,
    read,
    winnowed,
)
from graders.submissions.apart import Ended
from graders.tests.repositories import REFERENCE

BOOKS = '''
import itertools


class Shelf:
    """A shelf."""

    def __init__(self, books):
        self.books = list(books)

    def heaviest(self, count):
        ordered = sorted(self.books, key=lambda book: (-book.weight, book.title))
        return list(itertools.islice(ordered, count))


def reading_time(books, speed=30):
    # A page is a page.
    pages = sum(book.pages for book in books if not book.is_read)
    return pages / speed if speed else float("inf")
'''


def hashes(text: str) -> set[int]:
    """The fingerprints of a text, without their lines."""
    return {each.hash for each in read(text)[0]}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ordered", "s"),
        ("books", "items"),
        ("Shelf", "Case"),
        ("speed", "rate"),
        ("# A page is a page.\n", "# Read it.\n"),
        ('"""A shelf."""', '"""Holds books."""'),
        ('    """A shelf."""\n\n', ""),
        ("speed=30", "speed=60"),
        ('"inf"', "'infinity'"),
        ("(books, speed", "(books: list[str], speed"),
        ("count):", "count: int) -> list[str]:"),
        ("pages = sum", "pages: int = sum"),
    ],
)
def test_what_a_copy_changes_for_nothing_changes_no_fingerprint(old: str, new: str) -> None:
    assert old in BOOKS
    assert hashes(BOOKS.replace(old, new)) == hashes(BOOKS)


@pytest.mark.parametrize(
    ("imported", "used"),
    [
        ("from itertools import islice", "islice"),
        ("from itertools import islice as cut", "cut"),
        ("import itertools as it", "it.islice"),
    ],
)
def test_it_does_not_matter_how_something_is_imported(imported: str, used: str) -> None:
    other = BOOKS.replace("import itertools", imported).replace("itertools.islice", used)
    assert "itertools.islice" not in other
    assert hashes(other) == hashes(BOOKS)


def test_modules_in_modules_are_known_by_their_whole_name() -> None:
    body = "\n\ndef work(urls):\n    with {}(4) as pool:\n        return list(pool.map(fetch, sorted(urls)))\n"
    name = "concurrent.futures.ThreadPoolExecutor"
    long = f"import concurrent.futures{body.format(name)}"
    short = f"from concurrent.futures import ThreadPoolExecutor{body.format('ThreadPoolExecutor')}"
    assert hashes(long) == hashes(short)
    assert hashes(long) != hashes(short.replace("ThreadPool", "ProcessPool"))


def test_definitions_may_stand_in_any_order() -> None:
    before, shelf, time = BOOKS.partition("\n\nclass")[0], *BOOKS.partition("\n\nclass")[2].split("\n\n\n")
    turned = f"{before}\n\n\n{time}\n\nclass{shelf}\n"
    assert turned != BOOKS
    assert hashes(turned) == hashes(BOOKS)


def test_another_idea_has_other_fingerprints() -> None:
    other = BOOKS.replace("sorted(self.books, key=", "heapq.nlargest(count, self.books, ")
    shared = hashes(other) & hashes(BOOKS)
    assert shared
    assert shared < hashes(BOOKS)
    assert hashes(BOOKS.replace("is_read", "is_lent")) != hashes(BOOKS)  # it is somebody else's attribute


def test_a_fingerprint_knows_its_lines() -> None:
    lines = BOOKS.splitlines()
    for each in read(BOOKS)[0]:
        assert 1 <= each.first <= each.last <= len(lines)
    long = [each for each in read(BOOKS)[0] if "sorted" in "\n".join(lines[each.first - 1 : each.last])]
    assert long


@pytest.mark.parametrize("seed", range(20))
def test_winnowing_keeps_what_the_paper_promises(seed: int) -> None:
    chance = random.Random(seed)
    drawn = [chance.randrange(9) for _ in range(chance.randrange(60))]
    places = [*winnowed(drawn)]
    assert places == sorted(set(places))
    assert bool(places) == bool(drawn)
    # In each window one is chosen, and it is the smallest of it.
    for start in range(len(drawn) - WINDOW_GRAMS + 1):
        window = range(start, start + WINDOW_GRAMS)
        assert any(place in window and drawn[place] == min(drawn[each] for each in window) for place in places)
    assert all(after - before <= WINDOW_GRAMS for before, after in pairwise(places))


def test_of_equal_hashes_the_rightmost_is_chosen() -> None:
    assert [*winnowed([5, 5])] == [1]
    assert [*winnowed([7])] == [0]
    assert [*winnowed([])] == []


def test_what_both_have_over_the_guaranteed_length_is_found() -> None:
    shared = "    both = [abs(each) for each in numbers if each > 3]\n"
    one = f"def one(numbers):\n    print(len(numbers))\n{shared}    return both\n"
    other = f"def other(numbers, more):\n    for each in more:\n        each.clear()\n{shared}    del both\n"
    assert hashes(one) & hashes(other)
    assert GRAM_TOKENS + WINDOW_GRAMS - 1 == 9


HOSTILE = {
    "not Python": b"def (:",
    "not text": b"\xff\xfe\x00",
    "a NUL byte": b"x = '\0'",
    "deep brackets": b"(" * 5_000 + b")" * 5_000,
    "deep lists": b"x = " + b"[" * 150 + b"]" * 150,
    "a long sum": b"x = " + b"+".join([b"1"] * 20_000),
    "a long chain": b"x = a" + b".b" * 20_000,
    "many statements": b"a = b\n" * 20_000,
    "a deep ladder": b"".join(b" " * n + b"if x:\n" for n in range(95)) + b" " * 95 + b"pass",
    "combining marks": ("a" + "\u0301\u0316" * 60_000).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_source_costs_the_others_nothing(name: str) -> None:
    good = REFERENCE.encode()
    first, theirs, last = of_sources([good, HOSTILE[name], good])
    assert [each.hash for each in first] == [each.hash for each in last] == [each.hash for each in read(REFERENCE)[0]]
    assert isinstance(theirs, list)


def test_who_brings_the_reader_down_is_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Sequence[str]] = []

    def apart(work: object, *texts: str) -> list[list[tuple[int, int, int]]]:
        asked.append(texts)
        if "bomb" in texts:
            raise Ended("crashes Python")
        return [[(len(text), 1, 2)] for text in texts]

    monkeypatch.setattr(fingerprints, "apart", apart)
    assert of_sources([b"a", b"bomb", b"ccc"]) == [[Print(1, 1, 2)], [], [Print(3, 1, 2)]]
    assert asked == [("a", "bomb", "ccc"), ("a",), ("bomb",), ("ccc",)]


def test_sources_are_read_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def apart(work: object, *texts: str) -> list[list[tuple[int, int, int]]]:
        asked.append(len(texts))
        return [[] for _ in texts]

    monkeypatch.setattr(fingerprints, "apart", apart)
    monkeypatch.setattr(fingerprints, "BATCH_CHARACTERS", 10)
    assert of_sources([b"1234"] * 5) == [[]] * 5
    assert of_sources([b"1" * 50, b"2"]) == [[], []]
    assert asked == [2, 2, 1, 1, 1]
    assert of_sources([]) == []
