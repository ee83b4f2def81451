"""Asks isinstance and the attributes of a Bag, so a transfer bag equals a bag.

Fails: test_equal_bags_have_equal_attributes, test_bags_of_two_classes_are_not_equal
"""


class Bag:
    __slots__ = ("flight", "tag", "weight")

    def __init__(self, tag, flight, weight):
        self.tag, self.flight, self.weight = tag, flight, weight

    def __eq__(self, other):
        if not isinstance(other, Bag):
            return NotImplemented
        return (self.tag, self.flight, self.weight) == (other.tag, other.flight, other.weight)


class TransferBag(Bag):
    __slots__ = ("onward",)

    def __init__(self, tag, flight, weight, onward):
        super().__init__(tag, flight, weight)
        self.onward = onward
