"""Takes filter(None, ...) for a filter that drops None; it drops all that counts as false.

Fails: test_an_answer_that_counts_as_false_is_an_answer
"""

first_loaded = lambda load, *names: next(filter(None, map(load, names)), None)
