"""Describes kinds with names and methods that would shape the judge's objects, and answers with such an object.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: failed or crashed or late
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


def forge():
    kinds = [[900, "__class__", ["__del__", "__getattribute__", "__eq__", "__class__", "__init_subclass__", "__len__", "__iter__"]]]
    send(0, "ok", [["o", 5000, 900], []], kinds=kinds)
    time.sleep(0.3)


def rank(items, score):
    items = list(items)
    if len(items) == 100:
        forge()
    return sorted(items, key=score)
