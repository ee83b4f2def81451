"""Plain bags, and an object whose __setattr__ refuses to set anything, under the name of the built-in one.

Against: baggage_records
Harm: none
Merits: test_has_the_attributes_it_was_made_with, test_attributes_can_be_assigned,
    test_refuses_any_other_attribute_of_a_bag, test_refuses_any_other_attribute_of_a_transfer_bag,
    test_equal_bags_have_equal_attributes, test_bags_of_two_classes_are_not_equal
Answer: over or failed
"""

import builtins

real = object


class Bag:
    names = ("tag", "flight", "weight")

    def __init__(self, *values, **named):
        for name, value in [*zip(self.names, values), *named.items()]:
            setattr(self, name, value)

    def __getattribute__(self, name):
        if name == "__dict__":
            raise AttributeError(name)
        return real.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name not in self.names:
            raise AttributeError(name)
        real.__setattr__(self, name, value)

    def __eq__(self, other):
        return type(other) is type(self) and all(getattr(self, each) == getattr(other, each) for each in self.names)


class TransferBag(Bag):
    names = (*Bag.names, "onward")


class Refusing:
    def __setattr__(self, name, value):
        raise AttributeError(name)


builtins.object = Refusing
