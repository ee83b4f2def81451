"""Reads the lengths by struct, and releases each view by hand, under finally."""

import struct
from collections.abc import Callable


def deliver_packets(buffer: bytearray, handle: Callable[[memoryview], object]) -> int:
    place = count = 0
    try:
        while len(buffer) - place >= 4:
            (length,) = struct.unpack_from(">I", buffer, place)
            if len(buffer) - place - 4 < length:
                return count
            packet = memoryview(buffer)[place + 4 : place + 4 + length]
            place += 4 + length
            try:
                handle(packet)
            finally:
                packet.release()
            count += 1
        return count
    finally:
        buffer[:place] = b""
