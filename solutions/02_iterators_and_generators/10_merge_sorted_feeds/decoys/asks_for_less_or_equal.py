"""Asks whether one item is less than or equal to another, which not every item can tell.

Fails: test_items_need_nothing_but_less_than, test_equal_items_keep_the_order_of_their_feeds,
    test_compares_14_times_an_item_at_most, test_keeps_one_item_of_each_feed
"""

END = object()


def two(left, right):
    a, b = next(left, END), next(right, END)
    while a is not END and b is not END:
        if a <= b:
            yield a
            a = next(left, END)
        else:
            yield b
            b = next(right, END)
    if a is not END:
        yield a
        yield from left
    if b is not END:
        yield b
        yield from right


def merge_feeds(feeds):
    walks = [iter(feed) for feed in feeds]
    while len(walks) > 1:
        halves = zip(walks[::2], walks[1::2])
        walks = [two(left, right) for left, right in halves] + (walks[-1:] if len(walks) % 2 else [])
    return walks[0] if walks else iter(())
