"""A right answer that enters each view into an ExitStack of the packet, and cuts the buffer by a slice assignment.

Against: deliver_packets
Harm: none
Merits: everything
Answer: passed
"""

from contextlib import ExitStack
from itertools import count as counting


def deliver_packets(buffer, handle):
    done = 0
    with ExitStack() as after:
        after.callback(lambda: buffer.__setitem__(slice(0, done), b""))
        for number in counting():
            with ExitStack() as views:
                view = views.enter_context(memoryview(buffer)[done:])
                header = views.enter_context(view[:4])
                end = 4 + int.from_bytes(header, byteorder="big", signed=False)
                if len(header) < 4 or end > len(view):
                    return number
                done += end
                handle(views.enter_context(view[4:end]))
