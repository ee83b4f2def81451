"""Wants the names as one list.

Fails: test_gives_the_first_answer, test_no_answer_gives_none, test_takes_any_number_of_names,
    test_asks_two_thousand_mirrors, test_an_answer_that_counts_as_false_is_an_answer,
    test_an_answer_that_equals_none_is_an_answer, test_an_error_of_load_reaches_the_caller,
    test_agrees_with_a_loop_on_random_mirrors, test_asks_no_mirror_twice,
    test_asks_no_mirror_after_the_first_answer
"""


def first_loaded(load, names):
    return next(filter(lambda answer: answer is not None, map(load, names)), None)
