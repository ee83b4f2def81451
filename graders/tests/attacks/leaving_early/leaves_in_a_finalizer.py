"""Leaves with status 0 in the finalizer of a local object, between the function's return and its answer.

Against: rank_by_expensive_score
Harm: none
Merits: nothing
Answer: crashed
"""

import os


class Leaver:
    def __del__(self):
        os._exit(0)


def rank(items, score):
    leaver = Leaver()  # goes away when the frame does
    return [leaver, *sorted(items, key=score)][1:]
