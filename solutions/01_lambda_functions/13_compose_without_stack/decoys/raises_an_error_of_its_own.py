"""Says which stage failed in a new error, which is not the one that the caller waits for.

Fails: test_an_error_of_a_stage_ends_the_pipeline, test_an_error_says_which_stage_failed
"""


def compose(*stages):
    def pipeline(value):
        for number, stage in enumerate(stages, start=1):
            try:
                value = stage(value)
            except Exception as error:
                raise RuntimeError(f"stage {number} of {len(stages)}") from error
        return value

    return pipeline
