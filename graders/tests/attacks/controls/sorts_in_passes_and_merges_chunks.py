"""A right answer that sorts in stable passes, and takes the ends of chunks of a hundred offers, then those of the ends.

Against: clicked_order
Harm: none
Merits: everything
Answer: passed
"""

from itertools import islice
from operator import itemgetter


def sort_keyed(keyed, orders):
    """Sort lists of values and an offer, from the last value to the first."""
    for place in range(len(orders) - 1, -1, -1):
        keyed.sort(key=itemgetter(place), reverse=orders[place][1])
    return keyed


def with_keys(offer, orders):
    row = []
    for key, _ in orders:
        row.append(key(offer))
    row.append(offer)
    return row


def in_order(offers, orders):
    return [row[-1] for row in sort_keyed([with_keys(offer, orders) for offer in offers], orders)]


def ends(offers, orders):
    source = iter(offers)
    kept = []
    while chunk := [with_keys(offer, orders) for offer in islice(source, 100)]:
        kept = sort_keyed(kept + chunk, orders)
        kept = [kept[0], kept[-1]]
    if not kept:
        raise ValueError("empty")
    return kept[0][-1], kept[-1][-1]
