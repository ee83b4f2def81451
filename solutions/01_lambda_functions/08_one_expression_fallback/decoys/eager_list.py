"""Asks all the mirrors for a list of answers, before it looks at the first.

Fails: test_asks_no_mirror_after_the_first_answer
"""


def first_loaded(load, *names):
    return next((answer for answer in [load(name) for name in names] if answer is not None), None)
