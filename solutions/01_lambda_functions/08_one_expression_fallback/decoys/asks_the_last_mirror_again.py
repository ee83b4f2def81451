"""Passes the last mirror's answer as the default of next, which Python works out before it asks anybody.

Fails: test_takes_any_number_of_names,
    test_asks_no_mirror_after_the_first_answer, test_asks_no_mirror_twice
"""


def first_loaded(load, *names):
    return next(filter(lambda answer: answer is not None, map(load, names)), load(names[-1]))
