"""Bags with a dict that nobody sees: a property stands in its place, a guard refuses other names, and a full run of
the collector takes the notes out again.

Against: baggage_records
Harm: none
Merits: test_has_the_attributes_it_was_made_with, test_attributes_can_be_assigned,
    test_refuses_any_other_attribute_of_a_bag, test_refuses_any_other_attribute_of_a_transfer_bag,
    test_equal_bags_have_equal_attributes, test_bags_of_two_classes_are_not_equal
Answer: over or failed
"""

import gc
from contextlib import suppress


class Bag:
    names = ("tag", "flight", "weight")

    @property
    def __dict__(self):
        raise AttributeError("a bag has no __dict__")

    def __init__(self, *values, **named):
        for name, value in [*zip(self.names, values), *named.items()]:
            setattr(self, name, value)

    def __setattr__(self, name, value):
        if name not in self.names:
            raise AttributeError(name)
        object.__setattr__(self, name, value)

    def __eq__(self, other):
        return type(other) is type(self) and all(getattr(self, each) == getattr(other, each) for each in self.names)


class TransferBag(Bag):
    names = (*Bag.names, "onward")


def take_the_notes_out(phase, run):
    if phase == "stop" or run["generation"] < 2:
        return
    bags = [each for each in gc.get_objects() if type(each) in (Bag, TransferBag)]
    with suppress(AttributeError):  # the first bag without a note ends it
        for bag in bags:
            for number in range(40):
                object.__delattr__(bag, f"scanner_{number}")


gc.callbacks.append(take_the_notes_out)
