"""Loops over four stages at a time, but folds the loops into a tower: a quarter of the frames, and still a tower.

Fails: test_keeps_the_stack_flat, test_goes_no_deeper_for_more_stages,
    test_runs_fifty_thousand_stages,
    test_an_error_says_which_stage_failed
"""


def compose(*stages):
    pipeline = lambda value: value
    for start in range(0, len(stages), 4):
        pipeline = joined(pipeline, stages[start : start + 4])
    return pipeline


def joined(first, stages):
    def pipeline(value):
        value = first(value)
        for stage in stages:
            value = stage(value)
        return value

    return pipeline
