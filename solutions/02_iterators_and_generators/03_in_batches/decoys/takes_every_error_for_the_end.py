"""Catches every exception of the items, and hands over what it has as the last batch.

Fails: test_an_error_is_not_the_end_of_the_items
"""


def in_batches(items, size):
    if size < 1:
        raise ValueError("size must be 1 or more")
    return batches(iter(items), size)


def batches(rows, size):
    while True:
        batch = []
        try:
            while len(batch) < size:
                batch.append(next(rows))
        except Exception:
            if batch:
                yield tuple(batch)
            return
        full = tuple(batch)
        batch.clear()
        yield full
        del full
