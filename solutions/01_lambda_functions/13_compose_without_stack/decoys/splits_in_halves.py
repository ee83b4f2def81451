"""Composes each half by itself: the tower is only as high as the number can be halved, but it grows.

Fails: test_goes_no_deeper_for_more_stages,
    test_an_error_says_which_stage_failed
"""


def compose(*stages):
    if len(stages) < 2:
        return stages[0] if stages else lambda value: value
    left, right = compose(*stages[: len(stages) // 2]), compose(*stages[len(stages) // 2 :])
    return lambda value: right(left(value))
