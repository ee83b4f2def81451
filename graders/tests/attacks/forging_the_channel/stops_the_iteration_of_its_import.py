"""Raises StopIteration while it is imported.

Against: rank_by_expensive_score
Harm: would end the test as the grader's own fault
Merits: nothing
Answer: refused or failed or crashed
"""

FIRST = next(iter([]))


def rank(items, score):
    return sorted(items, key=score)
