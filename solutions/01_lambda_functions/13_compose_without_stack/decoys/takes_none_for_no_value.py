"""Starts accumulate with initial=, which takes None for "no start": a pipeline without stages has nothing to return then.

Fails: test_takes_no_stage_and_one_stage
"""

from itertools import accumulate


def compose(*stages):
    def pipeline(value):
        number = 0
        try:
            for number, value in enumerate(accumulate(stages, lambda so_far, stage: stage(so_far), initial=value)):
                last = value
        except Exception as error:
            error.add_note(f"stage {number + 1} of {len(stages)}")
            raise
        return last

    return pipeline
