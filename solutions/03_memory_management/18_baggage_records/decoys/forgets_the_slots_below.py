"""Gives slots to Bag alone, so that a TransferBag has a dict again.

Fails: test_refuses_any_other_attribute_of_a_transfer_bag, test_no_bag_has_a_dict,
    test_keeps_1_mib_after_40_notes_on_each_transfer_bag
"""

from dataclasses import dataclass


@dataclass(slots=True)
class Bag:
    tag: str
    flight: str
    weight: float


@dataclass
class TransferBag(Bag):
    onward: str
