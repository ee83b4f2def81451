"""Hands the packets in a receive buffer to whoever works on them."""

from collections.abc import Callable


def deliver_packets(buffer: bytearray, handle: Callable[[memoryview], object]) -> int:
    """Call ``handle`` with each whole packet at the front of the buffer, remove them, and return their number.

    A packet is 4 bytes (big-endian) with the number of bytes that follow, and those bytes, which are handed over
    as a view of the buffer. The view is released when ``handle`` returns or raises. Of an error, the packet that
    caused it and those before it are removed as well.
    """
    raise NotImplementedError
