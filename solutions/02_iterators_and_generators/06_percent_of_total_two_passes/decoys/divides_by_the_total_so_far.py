"""Needs one walk, because it divides each amount by the total of what has come so far.

Fails: test_gives_the_share_of_each_amount, test_reads_data_that_can_be_walked_once,
    test_agrees_with_the_definition_on_random_amounts, test_lets_a_reading_error_be_seen,
    test_opens_the_data_twice_at_most, test_hands_over_each_share_as_its_amount_comes,
    test_holds_64_kib_over_600000_customers
"""


def percents(read):
    total = 0
    for amount in read():
        total += amount
        yield 100 * amount / total
