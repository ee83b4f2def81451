"""Remembers the scores in a dict with the items as its keys, which not every item can be.

Fails: test_asks_nothing_of_an_item_but_its_score
"""


def rank(items, score):
    items = list(items)
    scores = {item: score(item) for item in items}
    return sorted(items, key=lambda item: scores[item])
