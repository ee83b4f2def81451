"""Describes its own errors: a traceback of lines that no file has, with numbers of 40 digits and no end of frames.

Against: rank_by_expensive_score
Harm: the results cannot be written, or fill the disk
Merits: nothing
Answer: failed or crashed
"""

import sys

LINES = [["rank_by_expensive_score.py", 10**40, "rank"], ["../../conftest.py", -(10**20), "x" * 5000]] * 2000


def rank(items, score):
    inside = sys.modules["inside"]
    inside.errors.describe = lambda error, files: {"names": ["ValueError"], "text": "y" * 100_000, "frames": LINES}
    raise ValueError("told by somebody else")
