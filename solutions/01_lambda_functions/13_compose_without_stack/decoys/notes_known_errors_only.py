"""Adds the note to errors that it has thought of.

Fails: test_an_error_says_which_stage_failed
"""


def compose(*stages):
    def pipeline(value):
        for number, stage in enumerate(stages, start=1):
            try:
                value = stage(value)
            except (ValueError, TypeError, LookupError) as error:
                error.add_note(f"stage {number} of {len(stages)}")
                raise
        return value

    return pipeline
