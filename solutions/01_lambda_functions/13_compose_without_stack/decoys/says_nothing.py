"""A loop that lets every error pass as it is: nobody knows which stage it came from.

Fails: test_an_error_says_which_stage_failed
"""


def compose(*stages):
    def pipeline(value):
        for stage in stages:
            value = stage(value)
        return value

    return pipeline
