"""Reads all items into a list and slices it.

Fails: test_takes_nothing_at_the_call, test_takes_one_batch_at_a_time, test_keeps_only_one_batch
"""


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    rows = list(items)
    return (rows[at : at + size] for at in range(0, len(rows), size))
