"""Every view stands under a ``with``, so none is left when the buffer is cut, whatever becomes of a packet."""

from collections.abc import Callable


def deliver_packets(buffer: bytearray, handle: Callable[[memoryview], object]) -> int:
    """Call ``handle`` with each whole packet at the front of the buffer, remove them, and return their number.

    A packet is 4 bytes (big-endian) with the number of bytes that follow, and those bytes, which are handed over
    as a view of the buffer. The view is released when ``handle`` returns or raises. Of an error, the packet that
    caused it and those before it are removed as well.
    """
    done = count = 0
    try:
        with memoryview(buffer) as view:
            while True:
                start = done + 4
                end = start + int.from_bytes(view[done:start], "big")
                if end > len(view):  # so it is where a part of the 4 bytes is missing, too
                    break
                done, count = end, count + 1
                with view[start:end] as packet:
                    handle(packet)
    finally:
        del buffer[:done]
    return count
