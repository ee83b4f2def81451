"""Makes floats of all five numbers, in a list: equal to the eye, and other things.

Fails: test_gives_count_mean_low_high_and_variance, test_low_and_high_are_as_they_came
"""


def summarise(xs):
    count, mean, low, high, spread = 0.0, 0.0, float("inf"), float("-inf"), 0.0
    for x in xs:
        low, high = min(low, float(x)), max(high, float(x))
        count, before = count + 1, mean
        mean += (x - mean) / count
        spread += (x - before) * (x - mean)
    return [count, mean, low, high, spread / count] if count else None
