"""Asks once for the condition, and once more for the answer.

Fails: test_asks_no_mirror_twice, test_asks_no_mirror_after_the_first_answer
"""


def first_loaded(load, *names):
    return next((load(name) for name in names if load(name) is not None), None)
