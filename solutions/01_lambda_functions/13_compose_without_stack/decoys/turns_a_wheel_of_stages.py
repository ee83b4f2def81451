"""Turns a wheel with the stages, which stands wrong while a call is at work, and after one that failed.

Fails: test_can_be_called_again, test_an_error_of_a_stage_ends_the_pipeline
"""

from collections import deque


def compose(*stages):
    wheel = deque(stages)

    def pipeline(value):
        for number in range(1, len(stages) + 1):
            try:
                value = wheel[0](value)
            except Exception as error:
                error.add_note(f"stage {number} of {len(stages)}")
                raise
            wheel.rotate(-1)
        return value

    return pipeline
