"""A right answer with the prints of somebody who looked for a fault, on both outputs, and an assignment in its loop.

Against: sliding_window_mean
Harm: none
Merits: everything
Answer: passed
"""

import sys
from collections import deque

_END = object()


def window_means(readings, width):
    """Means, with a word on every hundredth."""
    window, total, source, count = deque(), 0.0, iter(readings), 0
    while (reading := next(source, _END)) is not _END:
        total += reading
        window.append(reading)
        if len(window) > width:
            total -= window.popleft()
        if (count := count + 1) % 100 == 1:
            print(f"DEBUG {count=} {len(window)=} {total=:.2f} \x1b[31mred\x1b[0m", file=sys.stderr)
        if len(window) == width:
            yield total / width
    print("done \N{SNOWMAN}", end="")
