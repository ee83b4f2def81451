"""Saves the messages by working in the calling process.

Fails: test_works_in_two_processes_at_once, test_uses_all_its_workers, test_works_on_nothing_in_the_calling_process
"""


def map_words(words, fn, workers):
    return [fn(word) for word in words]
