"""Joins the answers by or, which passes over a 0.

Fails: test_asks_two_thousand_mirrors, test_an_answer_that_counts_as_false_is_an_answer
"""

first_loaded = lambda load, *names: (load(names[0]) or first_loaded(load, *names[1:])) if names else None
