"""Works out every share before it hands over the first.

Fails: test_hands_over_each_share_as_its_amount_comes, test_holds_64_kib_over_600000_customers
"""


def percents(read):
    total = sum(read())
    return [100 * amount / total for amount in read()]
