"""Lifts Python's limit on recursion and asks a rope of two hundred thousand iterators, each a slice of the next, for
an item, which overflows the C stack.

Against: early_bound_handlers
Harm: none
Merits: nothing
Answer: crashed or failed
"""

import itertools
import sys


def make_handlers(rows, send):
    """Fall down the C stack."""
    sys.setrecursionlimit(1_000_000_000)
    rope = iter(rows)
    for _ in range(200_000):
        rope = itertools.islice(rope, 1_000)
    raise RuntimeError(f"nothing was gained by {next(rope, None)!r:.40}")
