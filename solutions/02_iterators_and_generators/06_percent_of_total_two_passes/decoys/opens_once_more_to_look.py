"""Opens the data a third time, just to see whether there is any.

Fails: test_opens_the_data_twice_at_most, test_hands_over_each_share_as_its_amount_comes
"""


def percents(read):
    if next(iter(read()), None) is None:
        return
    total = sum(read())
    for amount in read():
        yield 100 * amount / total
