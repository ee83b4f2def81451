"""Takes a parcel of exactly the limit for too heavy.

Fails: test_finds_the_first_heavy_parcel
"""


def first_heavy(weights, limit):
    for weight in weights:
        if weight >= limit:
            return weight
    return None
