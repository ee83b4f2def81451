"""Specification of Peekable: behaviour first, then how far it reads and what it keeps.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, drain, lives, memory_ceiling, probe, seeded, tripwire

import pytest

from peekable_tokens import Peekable

LINE = ["name", "=", "kiln", "\n"]


def test_gives_every_item_in_order():
    """A Peekable is an iterator: it yields the items as they come, then ends, and stays at its end.

    Try: __init__ keeps iter(items), and __next__ asks that for one item.
    """
    tokens = Peekable(LINE)
    assert list(tokens) == LINE
    assert next(tokens, "end") == "end"
    assert list(Peekable(iter([]))) == []


def test_iter_gives_the_peekable_itself():
    """iter(tokens) is tokens, so that a for loop goes on where the parser stands.

    Try: the iterator of an iterator is itself: __iter__ returns self. What does the base class Iterator do?
    """
    tokens = Peekable(LINE)
    assert iter(tokens) is tokens, "iter(tokens) is another object"
    assert next(tokens) == "name"
    assert list(tokens) == LINE[1:]


def test_peek_shows_the_next_item_and_leaves_it():
    """peek returns the item that the following next returns, however often it is called.

    Try: keep the item that peek had to take. The second peek must look there first, and so must next.
    """
    tokens = Peekable(LINE)
    assert [tokens.peek(), tokens.peek(), tokens.peek()] == ["name"] * 3
    assert next(tokens) == "name"
    assert tokens.peek() == "="
    assert list(tokens) == ["=", "kiln", "\n"]


def test_peek_at_the_end_raises_stop_iteration():
    """Without a default, peek at the end raises StopIteration, however often it is called.

    Try: let the StopIteration of the iterator pass. Is your slot still empty after it?
    """
    tokens = Peekable(["name"])
    assert next(tokens) == "name"
    for _ in range(2):
        with pytest.raises(StopIteration):
            tokens.peek()
    assert next(tokens, "end") == "end"


def test_peek_at_the_end_gives_the_default():
    """peek(default) returns the default at the end, even None, and nowhere else.

    Try: default is a tuple of what was passed: empty, or with one value that may be None.
    """
    tokens = Peekable(["name"])
    assert tokens.peek("end") == "name"
    assert next(tokens) == "name"
    assert tokens.peek("end") == "end"
    assert tokens.peek(None) is None
    assert list(tokens) == []


def test_an_item_may_be_none_or_empty():
    """None, 0, "", () and False are items like any other: shown, counted as left, and handed over.

    Try: what marks your slot as empty? It must be something that cannot be an item.
    """
    tokens, found = Peekable([None, 0, "", (), False]), []
    while tokens:
        shown = tokens.peek("end")
        found.append((shown, next(tokens)))
    assert found == [(None, None), (0, 0), ("", ""), ((), ()), (False, False)]


def test_an_item_may_equal_everything():
    """An item whose == is always True is handed over like any other.

    Try: compare with your mark by is. With == you ask the item for its opinion.
    """
    wildcard = Wildcard()
    tokens = Peekable(iter([wildcard, "name"]))
    assert tokens.peek() is wildcard, "peek gave something else than the item"
    assert bool(tokens)
    assert next(tokens) is wildcard, "next gave something else than the item"
    assert list(tokens) == ["name"]


def test_is_true_while_an_item_is_left():
    """bool(tokens) is True before the last item and False after it, and takes none away.

    Try: bool may fill the slot, but must not empty it. Does __bool__ return True or False, nothing else?
    """
    tokens = Peekable(iter(["=", "kiln"]))
    assert bool(tokens)
    assert bool(tokens)
    assert list(tokens) == ["=", "kiln"]
    assert not tokens
    assert not Peekable([])


def test_lets_an_error_of_the_source_be_seen():
    """An error of the items reaches whoever peeks, looks or takes; it is not the end of the tokens.

    Try: catch StopIteration and nothing else, and read no item before somebody asks for it.
    """
    lost = LostError("no carrier")

    def broken():
        yield "name"
        raise lost

    for touch in (bool, next, lambda tokens: tokens.peek(), lambda tokens: tokens.peek("end")):
        tokens = Peekable(broken())
        assert next(tokens) == "name"
        with pytest.raises(LostError) as caught:
            touch(tokens)
        assert caught.value is lost


def test_agrees_with_a_list_on_a_random_walk():
    """peek, next and bool, in any order, answer as a list with a position would.

    Try: play peek, bool, next, next on paper, and write down the slot after each step.
    """
    rng = seeded()
    items = [None, 0, "", "name", "="] * 5
    rng.shuffle(items)
    tokens = Peekable(iter(items))
    for place in range(len(items) + 3):
        item = items[place] if place < len(items) else "end"
        for _ in range(max(rng.randrange(4), item is None)):
            if rng.random() < 0.5:
                assert tokens.peek("end") == item
            else:
                assert bool(tokens) == (place < len(items))
        assert next(tokens, "end") == item


def test_reads_nothing_when_it_is_made():
    """Making a Peekable reads no item.

    Try: in __init__ keep the iterator and an empty slot. The first item is taken when somebody asks.
    """
    source = tripwire(range(1_000))
    tokens = Peekable(source)
    at_most(source.pulled, 0, "items read unasked")
    assert next(tokens) == 0


def test_next_reads_no_further_than_its_item():
    """next reads nothing ahead: it must not wait for somebody who is still typing.

    Try: let next return its one item. The slot is filled by peek or bool, when they need it.
    """
    source = tripwire(range(1_000), most=3, what="items read for three")
    tokens = Peekable(source)
    assert [next(tokens), next(tokens)] == [0, 1]
    at_most(source.pulled - 2, 0, "items read ahead by next")
    assert tokens.peek() == 2
    assert next(tokens) == 2
    at_most(source.pulled - 3, 0, "items read ahead after peek and next")


def test_reads_one_item_ahead_at_most():
    """peek and bool, in any order and however often, never read more than the next item.

    Try: look into the slot first. Only an empty slot is a reason to ask the iterator.
    """
    rng, source = seeded(), tripwire(range(1, 1_001))
    tokens, taken, ahead = Peekable(source), 0, 0
    for _ in range(60):
        if rng.random() < 0.3:
            taken += 1
            assert next(tokens) == taken
        else:
            assert tokens.peek() == taken + 1
            assert bool(tokens)
        ahead = max(ahead, source.pulled - taken)
    at_most(ahead, 1, "items read ahead")


def test_keeps_two_items_alive_at_most():
    """While a parser looks at 300 tokens and takes them, at most 2 of them are alive.

    Try: what still refers to an item that next has returned? A list, a tee, an old slot?
    """
    places = seeded().sample(range(300), 5)
    with lives(Token, at_once=2) as tokens:
        numbers = drain(parsed(Peekable(typed(tokens.births(range(300)), 5))), at=places)
        tokens.at_once("tokens alive at once")
    assert (numbers.count, numbers.items) == (300, {place: place for place in places})


def test_holds_1_mib_over_a_long_file():
    """500 tokens of 120,000 characters, each of them peeked at, need at most 1 MiB.

    Try: what does each peek leave behind? Print your attributes after a hundred peeks.
    """
    places = seeded().sample(range(500), 5)
    with memory_ceiling("1 MiB"):
        numbers = drain(parsed(Peekable(typed(range(500), 120_000))), at=places)
    assert (numbers.count, numbers.items) == (500, {place: place for place in places})


class LostError(Exception):
    """The line is lost."""


@probe
class Token:
    """A word of a configuration file."""

    def __init__(self, text):
        self.text = text


@probe
def typed(numbers, length):
    """Tokens of this many characters, each made when it is asked for."""
    for number in numbers:
        yield Token(str(number).ljust(length))


@probe
def parsed(tokens):
    """The numbers in the tokens, as a parser reads them: it peeks at each token, twice, before it takes it."""
    while tokens and tokens.peek() is tokens.peek():
        yield int(next(tokens).text)


@probe
class Wildcard:
    """A token that claims to equal everything."""

    def __eq__(self, other):
        return True

    __hash__ = None
