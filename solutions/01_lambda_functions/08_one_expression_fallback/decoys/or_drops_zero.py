"""Joins the answers by or, which passes over a 0.

Fails: test_an_answer_that_counts_as_false_is_an_answer
"""


def first_loaded(load, *names):
    answer = None
    for name in names:
        answer = answer or load(name)
    return answer
