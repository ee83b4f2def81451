"""Sorts the caller's own list.

Fails: test_takes_any_iterable, test_leaves_the_input_as_it_was
"""


def rank(items, score):
    items.sort(key=score)
    return items
