"""Sorts the caller's own list.

Fails: test_takes_any_iterable, test_leaves_the_input_as_it_was, test_an_error_is_not_the_end_of_the_items
"""


def rank(items, score):
    items.sort(key=score)
    return items
