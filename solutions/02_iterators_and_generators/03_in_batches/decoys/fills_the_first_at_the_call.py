"""Takes the first batch at the call, to know whether there is any.

Fails: test_takes_nothing_at_the_call
"""

from itertools import chain, islice


def in_batches(items, size):
    if size < 1:
        raise ValueError(f"a batch has 1 item or more, not {size}")
    rows = iter(items)
    first = [batch] if (batch := tuple(islice(rows, size))) else []
    del batch
    return chain(_popped(first), iter(lambda: tuple(islice(rows, size)), ()))


def _popped(batches):
    while batches:
        yield batches.pop()
