"""Leaves it to next to say that nothing is left, which it does by an error.

Fails: test_no_answer_gives_none, test_takes_any_number_of_names, test_agrees_with_a_loop_on_random_mirrors,
    test_asks_no_mirror_twice
"""


def first_loaded(load, *names):
    return next(filter(lambda answer: answer is not None, map(load, names)))
