"""A right answer in two steps: places first, views afterwards, with a compiled struct and a log.

Against: deliver_packets
Harm: none
Merits: everything
Answer: passed
"""

import logging
import struct
from dataclasses import dataclass

log = logging.getLogger(__name__)
HEADER = struct.Struct(">I")


@dataclass(frozen=True)
class Place:
    """Where the bytes of a packet are."""

    start: int
    end: int


def places(buffer):
    """Return the places of all whole packets."""
    found, at = [], 0
    while at + HEADER.size <= len(buffer):
        (length,) = HEADER.unpack_from(buffer, at)
        place = Place(at + HEADER.size, at + HEADER.size + length)
        if place.end > len(buffer):
            log.debug("waiting for %d more bytes", place.end - len(buffer))
            break
        found.append(place)
        at = place.end
    return found


def deliver_packets(buffer, handle):
    found, done = places(buffer), 0
    try:
        for place in found:
            done = place.end
            with memoryview(buffer) as whole, whole[place.start : place.end] as packet:
                handle(packet)
    finally:
        del buffer[:done]
    return len(found)
