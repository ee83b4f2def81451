"""Has no thread at all: writes the calls of many lanes straight to the judge and then collects the answers.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once, test_raises_the_error_of_a_fetch, test_obeys_another_limit, test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
Answer: over or failed or crashed
"""

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


def answer():
    (length,) = struct.unpack("!I", read(4))
    return json.loads(read(length))


def read(size):
    data = b""
    while len(data) < size:
        data += os.read(the_channel(), size - len(data))
    return data


def fetch_all(urls, fetch, limit):
    if len(urls) != 48:
        return [fetch(url) for url in urls]
    pages = [None] * len(urls)
    for start in range(0, len(urls), limit):
        batch = range(start, min(start + limit, len(urls)))
        for place in batch:
            send(1001 + 2 * place, "do", ["__call__", fetch._number, [urls[place]], {}])
        for _ in batch:
            lane, kind, page, *_ = answer()
            pages[(lane - 1001) // 2] = page
    return pages
