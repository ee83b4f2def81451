"""Named tuples: they have no dict, but nothing about them can change, and they equal any other tuple.

Fails: test_has_the_attributes_it_was_made_with, test_attributes_can_be_assigned, test_bags_of_two_classes_are_not_equal
"""

from typing import NamedTuple


class Bag(NamedTuple):
    tag: str
    flight: str
    weight: float


class TransferBag(NamedTuple):
    tag: str
    flight: str
    weight: float
    onward: str
