"""Groups by number, and sees that a batch is full only by the first item of the next.

Fails: test_takes_one_batch_at_a_time, test_keeps_only_one_batch
"""

from itertools import groupby


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    groups = groupby(enumerate(items), lambda pair: pair[0] // size)
    return ([item for _, item in group] for _, group in groups)
