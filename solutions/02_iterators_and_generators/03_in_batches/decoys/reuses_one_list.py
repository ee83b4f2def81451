"""Hands over the same list every time, emptied and filled again.

Fails: test_a_batch_keeps_its_items
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
            batch.clear()
    if batch:
        yield batch
