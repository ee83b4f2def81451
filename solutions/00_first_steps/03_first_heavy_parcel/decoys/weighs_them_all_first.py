"""Makes a list of all heavy parcels, and takes its first.

Fails: test_weighs_nothing_behind_it
"""


def first_heavy(weights, limit):
    heavy = [weight for weight in weights if weight > limit]
    if heavy:
        return heavy[0]
    return None
