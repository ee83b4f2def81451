"""Takes an item that counts as false for the end of the items.

Fails: test_takes_anything_for_an_item, test_agrees_with_slices_on_random_items
"""


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    return _batches(iter(items), size)


def _batches(rows, size):
    batch = []
    while row := next(rows, None):
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
