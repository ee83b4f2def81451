"""Refuses other names in ``__setattr__``, and keeps the dict all the same.

Fails: test_no_bag_has_a_dict, test_keeps_1_mib_after_40_notes_on_each_bag,
    test_keeps_1_mib_after_40_notes_on_each_transfer_bag
"""

from dataclasses import dataclass, fields


@dataclass
class Bag:
    tag: str
    flight: str
    weight: float

    def __setattr__(self, name, value):
        if name not in {field.name for field in fields(self)}:
            raise AttributeError(name)
        super().__setattr__(name, value)


@dataclass
class TransferBag(Bag):
    onward: str
