"""Takes filter(None, ...) for a filter that drops None; it drops all that counts as false.

Fails: test_an_answer_that_counts_as_false_is_an_answer
"""


def first_loaded(load, *names):
    return next(filter(None, map(load, names)), None)
