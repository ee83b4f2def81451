"""A right answer with a named tuple for a ride, a dataclass for a pass, and a deque of one for the last ride.

Against: lift_rides
Harm: none
Merits: everything
Answer: passed
"""

import dataclasses
import itertools
import typing
from collections import deque


class Ride(typing.NamedTuple):
    card: str | None
    second: int
    metres: int


@dataclasses.dataclass
class Pass:
    card: str | None
    rides: int
    first: int
    last: int
    metres: int


def rides_by_pass(log):
    rides = itertools.starmap(Ride, log)
    for card, group in itertools.groupby(rides, key=lambda ride: ride.card):
        first = next(group)
        found = Pass(card, 1, first.second, first.second, first.metres)
        last = deque([first], maxlen=1)
        for ride in group:
            last.append(ride)
            found.rides += 1
            found.metres += ride.metres
        found.last = last.pop().second
        yield dataclasses.astuple(found)
