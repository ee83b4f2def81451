"""Turns a wheel with the stages, which stands wrong while a call is at work, and after one that failed.

Fails: test_can_be_called_again, test_an_error_of_a_stage_ends_the_pipeline
"""

from collections import deque


def compose(*stages):
    wheel = deque(stages)

    def pipeline(value):
        for _ in stages:
            stage = wheel[0]
            value = stage(value)
            wheel.rotate(-1)
        return value

    return pipeline
