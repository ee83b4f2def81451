"""Ranks what came before an error.

Fails: test_takes_any_iterable
"""


def rank(items, score):
    """Return the items from the lowest score to the highest; equal scores keep their order."""
    scored = []
    try:
        scored.extend((score(item), place, item) for place, item in enumerate(items))
    except Exception:
        pass
    return [item for _, _, item in sorted(scored)]
