"""Answers with a frame of seven megabytes that describes half a million new types, each of which becomes a class in
the judge.

Against: rank_by_expensive_score
Harm: fills the judge's memory
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores, test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was, test_agrees_with_the_definition_on_random_items
Answer: failed or crashed or over or late
"""

import contextlib
import json
import os
import socket
import struct


def channel():
    """The only socket above the three standard descriptors."""
    for fd in range(3, 256):
        with contextlib.suppress(OSError):
            return socket.socket(fileno=os.dup(fd))
    raise RuntimeError("there is no channel")


def frame(*parts):
    """One frame as the channel has it."""
    body = json.dumps(parts).encode()
    return struct.pack("!I", len(body)) + body


def rank(items, score):
    """Rank; with a hundred items, describe."""
    if len(items := list(items)) == 100:
        channel().sendall(frame(0, "ok", [["l", []], []], [[number, "a", []] for number in range(1_000, 501_000)], []))
        return []
    return sorted(items, key=score)
