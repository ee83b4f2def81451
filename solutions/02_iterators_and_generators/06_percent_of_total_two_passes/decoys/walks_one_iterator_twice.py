"""Walks twice through what one call of read returned; the second walk of an iterator is empty.

Fails: test_reads_data_that_can_be_walked_once, test_agrees_with_the_definition_on_random_amounts,
    test_opens_the_data_twice_at_most, test_hands_over_each_share_as_its_amount_comes,
    test_holds_64_kib_over_600000_customers
"""


def percents(read):
    amounts = read()
    total = sum(amounts)
    for amount in amounts:
        yield 100 * amount / total
