"""Takes the first stage apart from the others, and fails if there is none.

Fails: test_takes_no_stage_and_one_stage
"""


def compose(*stages):
    stages[0]

    def pipeline(value):
        for number, stage in enumerate(stages, start=1):
            try:
                value = stage(value)
            except Exception as error:
                error.add_note(f"stage {number} of {len(stages)}")
                raise
        return value

    return pipeline
