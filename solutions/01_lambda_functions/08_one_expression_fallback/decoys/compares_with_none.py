"""Asks the answer itself whether it equals None.

Fails: test_an_answer_that_equals_none_is_an_answer
"""


def first_loaded(load, *names):
    return next(filter(lambda answer: answer != None, map(load, names)), None)
