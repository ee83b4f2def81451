"""Sums up what came before an error, so that a lost signal looks like the end of the day.

Fails: test_an_error_is_not_the_end_of_the_stream
"""


def summarise(xs):
    count, mean, low, high, spread = 0, 0.0, None, None, 0.0
    try:
        for x in xs:
            low, high = (x, x) if count == 0 else (min(low, x), max(high, x))
            count, before = count + 1, mean
            mean += (x - mean) / count
            spread += (x - before) * (x - mean)
    except Exception:
        pass
    return (count, mean, low, high, spread / count) if count else None
