"""Applies the last stage first, as mathematicians write it.

Fails: test_applies_the_stages_from_left_to_right, test_can_be_called_again, test_calls_each_stage_once,
    test_hands_on_any_value, test_an_error_of_a_stage_ends_the_pipeline,
    test_agrees_with_a_plain_loop_on_random_stages
"""

from functools import reduce


def compose(*stages):
    return lambda value: reduce(lambda so_far, stage: stage(so_far), reversed(stages), value)
