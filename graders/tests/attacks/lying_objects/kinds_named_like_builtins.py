"""Gives objects of classes that are called list, int, coroutine, or have a name that is no text at all.

Against: rank_by_expensive_score
Harm: none
Merits: nothing
Answer: failed or crashed
"""

import itertools


class Nameless(type):
    """A metaclass whose classes have the name that comes next."""

    names = itertools.cycle(["coroutine", "list", "NoneType", "Verdict", "\ud800", "class", "__del__", "x" * 100_000, 7, None])

    @property
    def __name__(cls):
        return next(Nameless.names)


def thing():
    """An object of a class of its own."""
    return Nameless("list", (), {"__eq__": lambda self, other: True, "__hash__": None, "__iter__": lambda self: iter("ab")})()


def rank(items, score):
    list(items)
    return [thing() for _ in range(4)] if score else thing()
