"""Compares a reading with done by identity, which a reading from a device does not have.

Fails: test_weighs_each_lot, test_ends_at_a_lot_without_crates, test_weighs_empty_crates, test_takes_any_value_for_done,
    test_compares_done_by_its_value, test_raises_the_error_of_the_scale, test_agrees_with_plain_lists_on_random_lots,
    test_reads_up_to_the_button, test_reads_nothing_after_the_end, test_keeps_64_kib_over_a_long_lot
"""


def lots(read, done):
    while True:
        crates = grams = 0
        while (reading := read()) is not done:
            crates += 1
            grams += reading
        if crates == 0:
            return
        yield crates, grams
