"""Applies the first stage, and calls itself for the rest as if Python forgot a caller that is done.

Fails: test_keeps_the_stack_flat, test_goes_no_deeper_for_more_stages,
    test_runs_fifty_thousand_stages,
    test_an_error_says_which_stage_failed
"""


def compose(*stages):
    def apply(place, value):
        if place == len(stages):
            return value
        return apply(place + 1, stages[place](value))

    return lambda value: apply(0, value)
