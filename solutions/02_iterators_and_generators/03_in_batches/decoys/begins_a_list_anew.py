"""Slices what it was given, not one iterator over it: a list begins at its first item every time.

Fails: test_gives_batches_of_the_size_in_order, test_gives_what_is_left_in_a_short_batch,
    test_gives_no_empty_batch, test_takes_anything_for_an_item, test_a_batch_keeps_its_items
"""

from itertools import islice


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    return iter(lambda: tuple(islice(items, size)), ())
