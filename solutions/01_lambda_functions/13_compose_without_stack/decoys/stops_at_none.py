"""Takes None for a sign that there is nothing left to do.

Fails: test_hands_on_any_value
"""


def compose(*stages):
    def pipeline(value):
        for number, stage in enumerate(stages, start=1):
            try:
                value = None if value is None else stage(value)
            except Exception as error:
                error.add_note(f"stage {number} of {len(stages)}")
                raise
        return value

    return pipeline
