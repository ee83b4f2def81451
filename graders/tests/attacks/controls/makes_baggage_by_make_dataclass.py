"""A right answer whose classes are made by make_dataclass, with slots, and with a place for weak references.

Against: baggage_records
Harm: none
Merits: everything
Answer: passed
"""

from dataclasses import make_dataclass

Bag = make_dataclass("Bag", [("tag", str), ("flight", str), ("weight", float)], slots=True, weakref_slot=True)
TransferBag = make_dataclass("TransferBag", [("onward", str)], bases=(Bag,), slots=True)
