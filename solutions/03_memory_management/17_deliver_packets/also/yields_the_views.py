"""A generator finds the packets and releases them; the buffer is cut by an ExitStack, after the generator is closed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing


def packets(view: memoryview, ends: list[int]) -> Iterator[memoryview]:
    """Yield each whole packet, and note where it ends; it is released when the next one is asked for."""
    rest = view
    while len(rest) >= 4:
        length = int.from_bytes(rest[:4], "big")
        if len(rest) < 4 + length:
            return
        ends.append(ends[-1] + 4 + length)
        with rest[4 : 4 + length] as packet:
            yield packet
        rest = rest[4 + length :]


def deliver_packets(buffer: bytearray, handle: Callable[[memoryview], object]) -> int:
    ends = [0]
    with ExitStack() as stack:
        stack.callback(lambda: buffer.__delitem__(slice(ends[-1])))
        view = stack.enter_context(memoryview(buffer))
        for packet in stack.enter_context(closing(packets(view, ends))):
            handle(packet)
    return len(ends) - 1
