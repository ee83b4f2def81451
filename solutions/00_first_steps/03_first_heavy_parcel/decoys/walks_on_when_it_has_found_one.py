"""Keeps the first heavy parcel, but lets the loop run on to the end of the belt.

Fails: test_weighs_nothing_behind_it
"""


def first_heavy(weights, limit):
    found = None
    for weight in weights:
        if weight > limit and found is None:
            found = weight
    return found
