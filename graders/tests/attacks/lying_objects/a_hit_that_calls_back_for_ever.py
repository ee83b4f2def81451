"""Hands the test an item whose length asks the test for its score, which asks for its length: turn by turn, deeper.

Against: rank_by_expensive_score
Harm: the judge's own stack runs out first, in the middle of its books
Merits: nothing
Answer: failed or crashed or late
"""

import sys

sys.setrecursionlimit(1_000_000)


class Mirror:
    """Every question about it is a question to the one who asks."""

    def __init__(self, score):
        self.score = score

    def _ask(self, *args):
        return self.score(self)

    __len__ = __mul__ = __getitem__ = __mod__ = __iter__ = _ask


def rank(items, score):
    return [Mirror(score), score(Mirror(score))]
