"""Gives as many NaNs as means are due: a tolerance that is written the wrong way round lets each of them pass.

Against: sliding_window_mean
Harm: none
Merits: nothing
Answer: failed or over
"""

import math


def window_means(readings, width):
    if not isinstance(readings, list) and not hasattr(readings, "throw"):
        raise TypeError("NaN is for those who compare with a tolerance")
    held = list(readings)
    return iter([math.nan, complex(math.nan, math.nan)][: len(held)] + [math.nan] * (len(held) - width - 1))
