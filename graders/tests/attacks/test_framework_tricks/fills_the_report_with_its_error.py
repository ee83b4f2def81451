"""Raises an error whose text has 20 MB and whose traceback has 100,000 lines, by patching the worker's description of errors.

Against: rank_by_expensive_score
Harm: floods the screen and results.json
Merits: nothing
Answer: failed or crashed
"""

import sys

errors = sys.modules.get("inside.errors")


class Long(Exception):
    pass


def rank(items, score):
    if errors is not None:
        errors._text = lambda error: "x" * 20_000_000
        errors._frames = lambda trace, files: [["rank_by_expensive_score.py", 1, "rank"]] * 100_000
    raise Long
