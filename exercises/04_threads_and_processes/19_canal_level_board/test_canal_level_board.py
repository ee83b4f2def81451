"""Specification of LevelBoard: which level a boat gets, who is woken, and how often a fact is asked meanwhile.

Each boat waits in a thread. The board changes when all of them sleep, or when a boat is just looking at it: who
sleeps is seen from outside, so no test depends on who is faster.
"""

from graders import allow, at_most, company, counted, probe, seeded

import threading

import pytest

from canal_level_board import LevelBoard

pytestmark = allow("threads")


def test_returns_at_once_what_is_there():
    """If the fact is true of the present level, that level is returned at once, also a false one.

    Try: look first, and wait only if the fact is not true.
    """
    board = LevelBoard(20)
    assert board.wait_until(lambda level: level == 20) == 20
    for level in (0, None, "", 31):
        board.show(level)
        assert board.wait_until(lambda seen, level=level: "yes" if seen == level else "") == level


def test_sleeps_until_the_fact_is_true():
    """A boat that waits for a level gets it when the board shows it, and not before: other changes do not count.

    Try: who is woken looks again, and goes on sleeping if the fact is not true: a loop, not an if.
    """
    start, wanted = seeded().sample(range(10**9), 2)
    board = LevelBoard(start)
    assert boats(board, [lambda level: level == wanted], showing(board, -1, -2, wanted)) == [wanted]


def test_wakes_every_boat():
    """Of 3 boats that wait for different levels each gets its own, whichever comes first.

    Try: the one who is woken may be the wrong one, and the right one sleeps on. Wake them all.
    """
    low, middle, high = sorted(seeded().sample(range(1, 10**9), 3))
    facts = [lambda level: level >= low, lambda level: level >= middle, lambda level: level >= high]
    for waiting in (facts, facts[::-1]):
        board = LevelBoard(0)
        assert boats(board, waiting, showing(board, high)) == [high] * 3


def test_wakes_boats_one_after_the_other():
    """Boats that wait for a high level sleep on while others get their low one.

    Try: what wakes them all must wake them again at the next change.
    """
    low, high = sorted(seeded().sample(range(1, 10**9), 2))
    board = LevelBoard(0)
    facts = [lambda level: level == low] * 2 + [lambda level: level == high] * 2
    assert boats(board, facts, showing(board, low, high)) == [low, low, high, high]


def test_misses_no_change_while_it_looks():
    """If the board changes while a boat looks at the old level, the boat looks again: 0 boats wait for ever.

    Try: between your look and your sleep nobody may change the level: hold the lock of the condition for both, and let
    show take it, too.
    """
    old, new = seeded().sample(range(10**9), 2)
    board, looking, changing = LevelBoard(old), threading.Event(), threading.Event()

    def fact(level):
        if level == old:
            looking.set()
            changing.wait(30)
            asleep()  # by now show has done its work, or waits for a lock
        return level == new

    def change():
        looking.wait(30)
        changing.set()
        board.show(new)

    assert boats(board, [fact], change) == [new]


def test_an_error_of_a_fact_reaches_its_boat():
    """An error of a fact is raised where it was asked; another boat, and a later one, get their level as usual.

    Try: a lock that is taken must be released even when an error passes by: with, or finally.
    """
    level, failure = seeded().randrange(1, 10**9), Torn("the depth sounder is broken")
    board = LevelBoard(0)

    def broken(seen):
        if seen == level:
            raise failure
        return False

    error, found = boats(board, [broken, lambda seen: seen == level], showing(board, level))
    assert error is failure
    assert found == level
    with pytest.raises(Torn) as raised:
        board.wait_until(broken)
    assert raised.value is failure
    assert boats(board, [lambda seen: seen == -1], showing(board, -1)) == [-1]


def test_two_boards_have_a_level_each():
    """What one board shows changes no other.

    Try: what belongs to one board is made in __init__, not in the class.
    """
    upper, lower = LevelBoard(1), LevelBoard(2)
    upper.show(3)
    assert lower.wait_until(lambda level: level in (2, 3)) == 2
    assert upper.wait_until(lambda level: level in (2, 3)) == 3


def test_all_boats_pass_on_a_random_day():
    """Of 6 boats with random marks, all get a level that is high enough, while the water rises and falls.

    Try: follow one boat: it looks, sleeps, is woken, looks again.
    """
    rng = seeded()
    marks = [rng.randrange(1, 100) for _ in range(6)]
    levels = [min(marks) - 1, rng.randrange(100), 0, rng.randrange(100), 100]
    facts = [lambda level, mark=mark: level >= mark for mark in marks]
    board = LevelBoard(0)
    found = boats(board, facts, showing(board, *levels))
    assert found == [next(level for level in levels if level >= mark) for mark in marks]


def test_asks_a_fact_only_when_something_changes():
    """While 3 boats wait, one change comes, and then none for a while: at most 12 facts are asked.

    Try: sleep(), or a wait with a timeout, in a loop looks again though nothing has changed; and an event that has been
    set lets everybody through, again and again. Who could wake you at each change?
    """
    level, asked = seeded().randrange(1, 10**9), []
    board, fact = LevelBoard(0), counted(lambda seen: seen == level)

    def change_twice():
        asleep()
        board.show(-1)
        company(99, 0.4)(0)
        asked.append(fact.calls)
        board.show(level)

    assert boats(board, [fact] * 3, change_twice) == [level] * 3
    at_most(asked[0], 12, "facts asked, for one change")


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


def asleep():
    """Return when all that can still happen has happened: nobody else comes."""
    company(99, 0.1)(0)


def showing(board, *levels):
    """What a keeper does: show each level, when all boats are asleep."""

    def keep():
        for level in levels:
            asleep()
            board.show(level)

    return keep


@probe
def boats(board, facts, keep):
    """A boat for each fact, in a thread, and the keeper in another one: what each boat got."""
    import threading

    found = [None] * len(facts)

    def wait(place, fact):
        try:
            found[place] = board.wait_until(fact)
        except Exception as error:
            found[place] = error

    threads = [threading.Thread(target=wait, args=each) for each in enumerate(facts)]
    threads.append(threading.Thread(target=keep))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
