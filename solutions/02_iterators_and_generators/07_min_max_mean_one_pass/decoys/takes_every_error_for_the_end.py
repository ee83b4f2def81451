"""Returns the figures of what came before an error.

Fails: test_an_error_is_not_the_end_of_the_stream
"""


def profile(xs):
    low = high = None
    total = count = 0
    try:
        for value in xs:
            low, high = (value, value) if count == 0 else (min(low, value), max(high, value))
            total, count = total + value, count + 1
    except Exception:
        pass
    return (low, high, total / count) if count else None
