"""Applies the last stage first, as mathematicians write it.

Fails: test_applies_the_stages_from_left_to_right, test_can_be_called_again, test_calls_each_stage_once,
    test_hands_on_any_value, test_an_error_of_a_stage_ends_the_pipeline,
    test_agrees_with_a_plain_loop_on_random_stages
"""


def compose(*stages):
    def pipeline(value):
        for number, stage in enumerate(reversed(stages), start=1):
            try:
                value = stage(value)
            except Exception as error:
                error.add_note(f"stage {number} of {len(stages)}")
                raise
        return value

    return pipeline
