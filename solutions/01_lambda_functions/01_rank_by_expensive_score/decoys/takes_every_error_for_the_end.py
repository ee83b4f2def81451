"""Ranks what came before an error.

Fails: test_an_error_is_not_the_end_of_the_items
"""


def rank(items, score):
    """Give the items from the lowest score to the highest; equal scores keep their order."""
    scored = []
    try:
        scored.extend((score(item), place, item) for place, item in enumerate(items))
    except Exception:
        pass
    return [item for _, _, item in sorted(scored)]
