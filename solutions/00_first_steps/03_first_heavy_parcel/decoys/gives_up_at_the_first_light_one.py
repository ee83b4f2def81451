"""Returns None in the loop, so only the first parcel is ever looked at.

Fails: test_finds_the_first_heavy_parcel, test_weighs_nothing_behind_it
"""


def first_heavy(weights, limit):
    for weight in weights:
        if weight > limit:
            return weight
        else:
            return None
