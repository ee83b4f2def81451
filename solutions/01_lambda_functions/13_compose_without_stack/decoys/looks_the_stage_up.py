"""Looks up at which place the stage is: one that comes twice is found at the first.

Fails: test_an_error_says_which_stage_failed
"""


def compose(*stages):
    def pipeline(value):
        for stage in stages:
            try:
                value = stage(value)
            except Exception as error:
                error.add_note(f"stage {stages.index(stage) + 1} of {len(stages)}")
                raise
        return value

    return pipeline
