"""Tells the judge of 4,000 classes, each with every special method, in one frame: it builds them all.

Against: rank_by_expensive_score
Harm: a hundred MiB and seconds of CPU in the judge for each frame
Merits: nothing
Answer: failed or crashed or late
"""

import sys


def rank(items, score):
    proxies = sys.modules["inside.proxies"]
    frame = sys._getframe()
    while not hasattr(frame.f_locals.get("self"), "_services"):
        frame = frame.f_back
    judge = frame.f_locals["self"]
    judge.kinds.unsent.extend([10_000 + number, "list", list(proxies.DUNDERS)] for number in range(4_000))
    list(items)
    return [object()]
