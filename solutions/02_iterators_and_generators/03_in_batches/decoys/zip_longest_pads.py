"""Takes the items by zip_longest, which fills up the last batch with None.

Fails: test_gives_what_is_left_in_a_short_batch, test_takes_anything_for_an_item, test_a_batch_keeps_its_items,
    test_agrees_with_slices_on_random_items, test_keeps_only_one_batch
"""

from itertools import zip_longest


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    return zip_longest(*[iter(items)] * size)
