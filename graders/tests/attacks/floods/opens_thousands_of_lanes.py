"""Calls the test's slow function in three thousand lanes at once, each of which becomes a thread of the judge's.

Against: fetch_all_pages
Harm: would fill the judge with threads
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit,
    test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
Answer: crashed or over or late
"""

import json
import os
import stat
import struct
from concurrent.futures import ThreadPoolExecutor

def the_channel():
    return next(fd for fd in range(3, 256) if is_socket(fd))


def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False


def send(lane, kind, payload, kinds=(), dead=()):
    say(json.dumps([lane, kind, payload, list(kinds), list(dead)]).encode())


def say(body):
    write(struct.pack("!I", len(body)) + body)


def write(data):
    data = memoryview(data)
    while data:
        data = data[os.write(the_channel(), data) :]


def fetch_all(urls, fetch, limit):
    if limit == 3:
        frames = b""
        for lane in range(100_001, 106_001, 2):
            body = json.dumps([lane, "do", ["__call__", fetch._number, [urls[0]], {}], [], []]).encode()
            frames += struct.pack("!I", len(body)) + body
        write(frames)
        while True:
            os.read(the_channel(), 1 << 16)
    with ThreadPoolExecutor(limit) as pool:
        return list(pool.map(fetch, urls))
