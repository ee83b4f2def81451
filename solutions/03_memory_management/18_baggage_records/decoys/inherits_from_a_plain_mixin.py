"""Lists slots in both classes, below a plain one that compares: each bag can have a dict from there.

Fails: test_refuses_any_other_attribute_of_a_bag, test_refuses_any_other_attribute_of_a_transfer_bag,
    test_no_bag_has_a_dict, test_keeps_1_mib_after_40_notes_on_each_bag,
    test_keeps_1_mib_after_40_notes_on_each_transfer_bag
"""


class Comparable:
    def values(self):
        return [getattr(self, name) for cls in type(self).__mro__ for name in getattr(cls, "__slots__", ())]

    def __eq__(self, other):
        return type(other) is type(self) and self.values() == other.values()


class Bag(Comparable):
    __slots__ = ("flight", "tag", "weight")

    def __init__(self, tag, flight, weight):
        self.tag, self.flight, self.weight = tag, flight, weight


class TransferBag(Bag):
    __slots__ = ("onward",)

    def __init__(self, tag, flight, weight, onward):
        super().__init__(tag, flight, weight)
        self.onward = onward
