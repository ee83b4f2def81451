"""Specification of first_heavy: which parcel it finds, then how many it weighs."""

from graders import at_most, seeded, tripwire

import pytest

from first_heavy_parcel import first_heavy


def test_finds_the_first_heavy_parcel():
    """The first weight of more than limit is returned, or None; an error of the scale comes through.

    Try: in a for loop, return the first weight > limit. Exactly the limit is not too heavy. After it, return None.
    """
    assert first_heavy([12, 8, 31, 5, 40], 25) == 31
    assert first_heavy([25, 26, 25], 25) == 26
    assert first_heavy(iter([12, 8, 25]), 25) is None
    assert first_heavy([], 25) is None
    with pytest.raises(ZeroDivisionError):
        first_heavy((100 // number for number in (20, 10, 0, 1)), 25)


def test_weighs_nothing_behind_it():
    """If parcel 12 of 1,000 is the first heavy one, at most 12 parcels are weighed.

    Try: look at each weight as it comes, in a for loop over weights, and return as soon as one is too heavy.
    """
    rng = seeded()
    light, heavy = rng.choices(range(1, 25), k=11), rng.choices(range(26, 60), k=989)
    belt = tripwire(light + heavy)
    found = first_heavy(belt, 25)
    at_most(belt.pulled, 12, "parcels weighed")
    assert found == heavy[0]
