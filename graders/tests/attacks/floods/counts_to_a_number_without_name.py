"""Answers with integers of ten million digits, which take forever to be written down.

Against: rank_by_expensive_score
Harm: none
Merits: nothing
Answer: failed or late or crashed
"""

def rank(items, score):
    return [(1 << 30_000_000) + 1 for item in items]
