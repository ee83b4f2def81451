"""Hands over what is left at the end without checking whether anything is.

Fails: test_gives_batches_of_the_size_in_order, test_gives_no_empty_batch
"""


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    return _batches(items, size)


def _batches(items, size):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch
