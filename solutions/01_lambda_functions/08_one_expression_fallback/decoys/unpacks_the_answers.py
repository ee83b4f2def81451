"""Collects the lazy answers by a star, in order to take the first of them by its index.

Fails: test_asks_no_mirror_after_the_first_answer
"""


def first_loaded(load, *names):
    return [*filter(lambda answer: answer is not None, map(load, names)), None][0]
