"""Gives the condition a name and a statement of its own.

Fails: test_is_one_lambda_and_nothing_else
"""

is_answer = lambda answer: answer is not None
first_loaded = lambda load, *names: next(filter(is_answer, map(load, names)), None)
