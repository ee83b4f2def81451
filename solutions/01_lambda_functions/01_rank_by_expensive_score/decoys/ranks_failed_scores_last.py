"""Takes a score that failed for the worst of all, and so hides the error.

Fails: test_takes_any_iterable
"""

import math


def rank(items, score):
    def score_or_worst(item):
        try:
            return score(item)
        except Exception:
            return math.inf

    return sorted(items, key=score_or_worst)
