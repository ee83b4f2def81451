"""Wraps in a loop, but each wrapper looks up the names of the loop when it runs, and so calls itself.

Fails: test_applies_the_stages_from_left_to_right, test_takes_no_stage_and_one_stage, test_can_be_called_again,
    test_keeps_pipelines_apart, test_calls_each_stage_once, test_hands_on_any_value,
    test_an_error_of_a_stage_ends_the_pipeline, test_agrees_with_a_plain_loop_on_random_stages,
    test_keeps_the_stack_flat, test_goes_no_deeper_for_more_stages,
    test_runs_fifty_thousand_stages,
    test_an_error_says_which_stage_failed
"""


def compose(*stages):
    pipeline = lambda value: value
    for stage in stages:
        pipeline = lambda value: stage(pipeline(value))
    return pipeline
