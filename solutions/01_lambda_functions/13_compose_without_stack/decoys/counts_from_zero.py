"""Numbers the stages as Python does.

Fails: test_an_error_says_which_stage_failed
"""


def compose(*stages):
    def pipeline(value):
        for number, stage in enumerate(stages):
            try:
                value = stage(value)
            except Exception as error:
                error.add_note(f"stage {number} of {len(stages)}")
                raise
        return value

    return pipeline
