"""A right answer with a total ordering, whose objects work their keys out when they are made, and a log of the ends.

Against: clicked_order
Harm: none
Merits: everything
Answer: passed
"""

from __future__ import annotations

import functools
import logging
from typing import Any, NamedTuple

log = logging.getLogger(__name__)


@functools.total_ordering
class Ranked:
    """An offer with its keys."""

    __slots__ = ("directions", "offer", "values")

    def __init__(self, offer, orders):
        self.offer = offer
        self.values = [key(offer) for key, _ in orders]
        self.directions = [downwards for _, downwards in orders]

    def __eq__(self, other):
        return self.values == other.values

    def __lt__(self, other):
        for mine, its, downwards in zip(self.values, other.values, self.directions):
            if not mine == its:
                return its < mine if downwards else mine < its
        return False


class Ends(NamedTuple):
    """The two ends of a list."""

    first: Any
    last: Any


def in_order(offers, orders):
    ranked = [Ranked(offer, orders) for offer in offers]
    ranked.sort()
    return [each.offer for each in ranked]


def ends(offers, orders):
    lowest = highest = None
    for offer in offers:
        ranked = Ranked(offer, orders)
        if lowest is None or ranked < lowest:
            lowest = ranked
        if highest is None or ranked >= highest:
            highest = ranked
    if lowest is None or highest is None:
        raise ValueError("no offers to choose from")
    found = Ends(lowest.offer, highest.offer)
    log.info("from %.20r to %.20r", *found)
    return tuple(found)
