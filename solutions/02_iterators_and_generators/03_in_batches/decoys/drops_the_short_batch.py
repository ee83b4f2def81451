"""Hands over full batches only, and loses what is left.

Fails: test_gives_what_is_left_in_a_short_batch, test_takes_anything_for_an_item, test_a_batch_keeps_its_items,
    test_agrees_with_slices_on_random_items
"""


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    return _full_batches(items, size)


def _full_batches(items, size):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
