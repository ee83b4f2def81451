"""Uses statements: a def with a loop and an early return.

Fails: test_is_one_lambda_and_nothing_else
"""


def first_loaded(load, *names):
    for name in names:
        answer = load(name)
        if answer is not None:
            return answer
    return None
