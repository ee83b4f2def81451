"""A right answer whose counts are a dataclass, matched by what arrived, with a context manager for the report.

Against: cold_chain
Harm: none
Merits: everything
Answer: passed
"""

import contextlib
import dataclasses


@dataclasses.dataclass
class Trip:
    """Its counts."""

    minutes: int = 0
    warm: int = 0

    def count(self, is_warm):
        self.minutes += 1
        self.warm += int(is_warm)


@contextlib.contextmanager
def reported(report):
    trip = Trip()
    try:
        yield trip
    finally:
        report(trip.minutes, trip.warm)


def cold_chain(limit, report):
    with reported(report) as trip:
        while True:
            with contextlib.suppress(TimeoutError):
                match (yield trip.warm):
                    case float() | int() as celsius:
                        trip.count(celsius > limit)
                        continue
            trip.count(True)
