"""Keeps an iterator over the stages, which is at its end after the first call.

Fails: test_can_be_called_again, test_keeps_pipelines_apart, test_an_error_of_a_stage_ends_the_pipeline,
    test_an_error_says_which_stage_failed
"""


def compose(*stages):
    left = iter(stages)

    def pipeline(value):
        for number, stage in enumerate(left, start=1):
            try:
                value = stage(value)
            except Exception as error:
                error.add_note(f"stage {number} of {len(stages)}")
                raise
        return value

    return pipeline
