"""Merges the first two, their result with the third, and so on: an item passes 32 merges on its way.

Fails: test_compares_14_times_an_item_at_most
"""

from functools import reduce

END = object()


def two(left, right):
    a, b = next(left, END), next(right, END)
    while a is not END and b is not END:
        if b < a:
            yield b
            b = next(right, END)
        else:
            yield a
            a = next(left, END)
    if a is not END:
        yield a
        del a
        yield from left
    if b is not END:
        yield b
        del b
        yield from right


def merge_feeds(feeds):
    return reduce(two, map(iter, feeds), iter(()))
