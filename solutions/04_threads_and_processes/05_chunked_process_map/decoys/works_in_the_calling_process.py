"""Spares itself the messages, and the other processes too.

Fails: test_works_in_two_processes_at_once
"""


def map_words(words, fn, workers):
    return [fn(word) for word in words]
