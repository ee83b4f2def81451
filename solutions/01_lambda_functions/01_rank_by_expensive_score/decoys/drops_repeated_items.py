"""Ranks each item once, however often it comes.

Fails: test_agrees_with_the_definition_on_random_items
"""


def rank(items, score):
    """Return the items from the lowest score to the highest; equal scores keep their order."""
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return sorted(seen, key=score)
