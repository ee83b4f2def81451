"""Keeps the stages in one list of the module, which each new pipeline replaces.

Fails: test_can_be_called_again, test_keeps_pipelines_apart
"""

STAGES = []


def compose(*stages):
    STAGES[:] = stages
    return run


def run(value):
    for stage in list(STAGES):
        value = stage(value)
    return value
