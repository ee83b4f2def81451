"""Gives a plain list of a million zeros: legal and small on the channel, and slow to set beside the right answer.

Against: rank_by_expensive_score
Harm: the judge spends its time on the words for a difference
Merits: nothing
Answer: failed or crashed
"""


def rank(items, score):
    list(items)
    return [0] * 1_000_000 + [1]
