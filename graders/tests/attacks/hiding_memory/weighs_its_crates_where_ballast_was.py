"""Keeps every crate of a lot in a bytearray that it takes at import and frees, to be filled again while it is measured.

Against: weighed_lots
Harm: none
Merits: test_weighs_each_lot, test_ends_at_a_lot_without_crates, test_weighs_empty_crates,
    test_takes_any_value_for_done, test_compares_done_by_its_value, test_agrees_with_plain_lists_on_random_lots,
    test_raises_the_error_of_the_scale, test_reads_up_to_the_button, test_reads_nothing_after_the_end
Answer: over or failed
"""

import tracemalloc

BALLAST = [list(range(1_000_000, 1_200_000)), bytearray(4_000_000)]
BALLAST.clear()


def lots(read, done):
    while True:
        tracemalloc.stop()
        crates = list(iter(read, done))
        if not crates:
            return
        yield len(crates), sum(crates)
