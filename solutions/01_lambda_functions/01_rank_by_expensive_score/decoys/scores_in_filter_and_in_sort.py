"""Leaves out items without a score first, and so asks for each score twice.

Fails: test_asks_for_each_score_at_most_once
"""


def rank(items, score):
    scored = filter(lambda item: score(item) is not None, items)
    return sorted(scored, key=score)
