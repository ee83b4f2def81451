"""Specification of Bag and TransferBag: their attributes, when two are equal, and that nothing can be added."""

from graders import probe, retained_ceiling, seeded

import pytest

from baggage_records import Bag, TransferBag


def test_has_the_attributes_it_was_made_with():
    """A bag has a tag, a flight and a weight; a transfer bag has an onward flight too, and is a Bag.

    Try: __init__ assigns each argument to the attribute of that name. TransferBag is a class below Bag.
    """
    bag = Bag("0LH4711", "LH123", 21.5)
    assert (bag.tag, bag.flight, bag.weight) == ("0LH4711", "LH123", 21.5)
    transfer = TransferBag(tag="0TP9", flight="TP570", weight=8, onward="Zürich 7")
    assert (transfer.tag, transfer.flight, transfer.weight, transfer.onward) == ("0TP9", "TP570", 8, "Zürich 7")
    assert is_a(transfer, Bag)
    assert not is_a(bag, TransferBag)


def test_attributes_can_be_assigned():
    """Each attribute takes another value, and no other bag changes.

    Try: a tuple can't be changed. A class with __slots__ can.
    """
    for bag in (Bag("0LH1", "LH1", 1.5), TransferBag("0LH1", "LH1", 1.5, "LH9")):
        other = Bag("0LH2", "LH2", 2.5)
        bag.tag, bag.flight, bag.weight = "0LH3", "LH3", 3.5
        assert (bag.tag, bag.flight, bag.weight) == ("0LH3", "LH3", 3.5)
        assert (other.tag, other.flight, other.weight) == ("0LH2", "LH2", 2.5)
    bag.onward = "LH8"
    assert (bag.onward, bag.flight) == ("LH8", "LH3")


def test_refuses_any_other_attribute_of_a_bag():
    """Assigning an attribute that a Bag doesn't have is an AttributeError, and "onward" is such a one.

    Try: __slots__ lists all names that there are.
    """
    for name in ("wieght", "onward", "note"):
        with pytest.raises(AttributeError):
            setattr(Bag("0LH1", "LH1", 1.5), name, 3)


def test_refuses_any_other_attribute_of_a_transfer_bag():
    """Assigning an attribute that a TransferBag doesn't have is an AttributeError too.

    Try: a class without __slots__ gives its objects a dict, whatever the class above it says.
    """
    for name in ("wieght", "onwards", "note"):
        with pytest.raises(AttributeError):
            setattr(TransferBag("0LH1", "LH1", 1.5, "LH9"), name, 3)


def test_no_bag_has_a_dict():
    """Neither a Bag nor a TransferBag has a __dict__, or takes an attribute past a __setattr__ that refuses it.

    Try: hasattr(bag, "__dict__"). Look at each class in TransferBag.__mro__: which has no __slots__?
    """
    tag = f"0LH{seeded().randrange(10**4):04}"
    assert tags_without_a_dict(Bag, TransferBag, tag) == {"Bag": tag, "TransferBag": tag}


def test_equal_bags_have_equal_attributes():
    """Two bags of a class are equal if all attributes are equal; one that differs is enough to differ.

    Try: compare all of them, also those of the class above.
    """
    for cls, fields in ((Bag, ["0LH1", "LH1", 1.5]), (TransferBag, ["0LH1", "LH1", 1.5, "LH9"])):
        assert cls(*fields) == cls(*fields)
        assert cls(*fields[:2], 8, *fields[3:]) == cls(*fields[:2], 8.0, *fields[3:])
        assert (cls(*fields) != cls(*fields)) is False
        for place in range(len(fields)):
            other = [*fields]
            other[place] = 7
            assert cls(*fields) != cls(*other)
            assert (cls(*fields) == cls(*other)) is False


def test_bags_of_two_classes_are_not_equal():
    """A Bag equals no TransferBag, whichever stands first, and nothing that isn't a bag.

    Try: compare the classes first. isinstance is not enough: a TransferBag is a Bag.
    """
    bag, transfer = Bag("0LH1", "LH1", 1.5), TransferBag("0LH1", "LH1", 1.5, "LH9")
    for left, right in ((bag, transfer), (transfer, bag), (bag, ("0LH1", "LH1", 1.5)), (bag, None)):
        assert (left == right) is False
        assert left != right


def test_keeps_1_mib_after_40_notes_on_each_bag():
    """After somebody has tried to set 40 attributes on each of 15,000 bags, they keep at most 1 MiB more.

    Try: where there's no dict, there's no room for them. Refusing them in __setattr__ is not enough.
    """
    check_notes(Bag)


def test_keeps_1_mib_after_40_notes_on_each_transfer_bag():
    """After somebody has tried to set 40 attributes on each of 15,000 transfer bags, they keep at most 1 MiB more.

    Try: is it only Bag that has __slots__? Its places are inherited. That there's no dict is not.
    """
    check_notes(TransferBag, "TP570")


# What the tests above are made of


def check_notes(cls, *onward):
    """Hold what 15,000 bags of this class keep of the notes that a plug-in tries to leave on them."""
    rng = seeded()
    weights = [rng.randrange(100) / 4 for _ in range(97)]
    hall = Hall(cls, onward, weights)
    with retained_ceiling("1 MiB", set_up="4 MiB"):
        hall.note([f"scanner_{number}" for number in range(40)])
    assert hall.weight() == sum(weights[number % 97] for number in range(15_000))


@probe
def note_past_any_guard(bag, name):
    """Set an attribute as object does, without asking the bag's class; True if the bag has taken it."""
    try:
        ().__class__.__base__.__setattr__(bag, name, "seen")  # object, under a name that nobody can take
    except AttributeError:
        return False
    return True


@probe
class Hall:
    """15,000 bags of these weights, one after another."""

    def __init__(self, cls, onward, weights):
        self.bags = [cls("0LH4711", "LH123", weights[number % 97], *onward) for number in range(15_000)]

    def note(self, names):
        """Leave a note under each of these names on each bag, or none where the first is refused."""
        for bag in self.bags:
            all(note_past_any_guard(bag, name) for name in names)

    def weight(self):
        return sum(bag.weight for bag in self.bags)


@probe
def is_a(bag, cls):
    """Whether the bag is one of this class."""
    return isinstance(bag, cls)


@probe
def tags_without_a_dict(bag, transfer_bag, tag):
    """The tags of a bag of each class, where it has no dict and takes no attribute past a guard."""
    bags = {"Bag": bag(tag, "LH1", 1.5), "TransferBag": transfer_bag(tag, "LH1", 1.5, "LH9")}
    having = {name for name, each in bags.items() if hasattr(each, "__dict__") or note_past_any_guard(each, "note")}
    return {name: each.tag for name, each in bags.items() if name not in having}
