"""Computes for five seconds while it sends its answer a byte at a time, faster than the judge looks at its watch.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: late
"""

import json
import os
import stat
import struct
import time


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


def rank(items, score):
    items = sorted(items, key=score)
    if len(items) != 100:
        return items
    body = padded([0, "ok", [["l", items], []], [], []]).encode()
    data = struct.pack("!I", len(body)) + body
    end, sent = time.process_time() + 5, 0
    while time.process_time() < end and sent < len(data) - 1:
        write(data[sent : sent + 1])
        sent += 1
        pause = time.perf_counter() + 0.001
        while time.perf_counter() < pause:
            pass
    write(data[sent:])
    time.sleep(1)


def padded(frame):
    body = json.dumps(frame)
    return body[:-1] + " " * (20_000 - len(body)) + "]"
