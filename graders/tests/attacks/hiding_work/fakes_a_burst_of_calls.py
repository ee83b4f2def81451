"""Sends four calls of its own making in lanes that no thread waits in, never reads their answers, and fetches the pages
one after another.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_raises_the_error_of_a_fetch, test_obeys_another_limit, test_leaves_no_thread_behind,
    test_leaves_no_thread_behind_after_an_error (the pages are fetched, one after another)
Answer: over or failed or crashed
"""

import gc
import json
import os
import stat
import struct


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


def expect(lane):
    for each in gc.get_objects():
        if type(each).__name__ == "FrameRouter":
            each.expect(lane)


def fetch_all(urls, fetch, limit):
    if len(urls) == 48:
        for lane in range(1001, 1009, 2):
            expect(lane)
            send(lane, "do", ["__call__", fetch._number, [urls[0]], {}])
    return [fetch(url) for url in urls]
