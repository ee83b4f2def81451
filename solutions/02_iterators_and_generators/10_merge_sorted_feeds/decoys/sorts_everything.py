"""Reads all feeds to their ends and sorts.

Fails: test_lets_an_error_of_a_feed_be_seen, test_reads_one_item_of_each_feed, test_works_with_endless_feeds,
    test_compares_14_times_an_item_at_most, test_keeps_one_item_of_each_feed
"""

from itertools import chain


def merge_feeds(feeds):
    yield from sorted(chain.from_iterable(feeds))
