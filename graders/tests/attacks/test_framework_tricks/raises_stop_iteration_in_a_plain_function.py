"""Raises StopIteration, with a list as its value, out of a plain function, where the test expects an answer.

Against: rank_by_expensive_score
Harm: none
Merits: nothing
Answer: failed
"""


def rank(items, score):
    raise StopIteration(sorted(items, key=score))
