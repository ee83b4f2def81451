"""Scores all items first and then goes through them again, when a generator has no more to give.

Fails: test_takes_any_iterable
"""


def rank(items, score):
    scores = [score(item) for item in items]
    numbered = sorted(zip(scores, range(len(scores)), items))
    return [item for _, _, item in numbered]
