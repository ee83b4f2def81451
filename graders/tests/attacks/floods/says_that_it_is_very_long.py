"""Answers with an iterator that claims to be longer than any memory.

Against: rank_by_expensive_score
Harm: none
Merits: nothing
Answer: failed or late or crashed
"""

class Long:
    def __init__(self):
        self.left = 3

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return 3

    def __length_hint__(self):
        return 1 << 62

    def __len__(self):
        return 1 << 62


def rank(items, score):
    return Long()
