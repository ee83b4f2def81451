"""Finds the place of every item by asking again for the scores of those already placed.

Fails: test_asks_for_each_score_at_most_once
"""


def rank(items, score):
    ranked = []
    for item in items:
        own, place = score(item), 0
        while place < len(ranked) and score(ranked[place]) <= own:
            place += 1
        ranked.insert(place, item)
    return ranked
