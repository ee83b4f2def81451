"""A right answer in decimal numbers, with a context of its own and a table worked out beforehand.

Against: sliding_window_mean
Harm: none
Merits: everything
Answer: passed
"""

import collections
import decimal

CONTEXT = decimal.Context(prec=40)
SHARES = {width: decimal.Decimal(1) / width for width in (1, 2, 4, 5, 8, 10)}


def window_means(readings, width):
    """Exact sums, floats at the end."""
    window, total = collections.deque(), decimal.Decimal(0)
    for reading in readings:
        value = decimal.Decimal(float(reading))
        del reading
        window.append(value)
        total = CONTEXT.add(total, value)
        if len(window) > width:
            total = CONTEXT.subtract(total, window.popleft())
        if len(window) == width:
            yield float(total * SHARES[width]) if width in SHARES else float(CONTEXT.divide(total, width))
