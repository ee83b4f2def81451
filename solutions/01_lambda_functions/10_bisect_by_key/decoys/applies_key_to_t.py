"""Hands key(t) to bisect, though t is a key already and no row.

Fails: test_finds_the_row_at_this_time, test_finds_the_next_row_between_two_times,
    test_a_time_before_all_rows_gives_the_first_row, test_a_time_after_all_rows_gives_none,
    test_no_rows_give_none, test_gives_the_first_of_equal_times, test_a_row_that_counts_as_false_is_a_row,
    test_takes_any_sequence_of_anything, test_an_error_is_no_missing_row,
    test_agrees_with_the_definition_on_random_rows, test_calls_key_at_most_20_times_for_200_000_rows,
    test_fetches_at_most_40_of_200_000_rows
"""

from bisect import bisect_left


def first_at_or_after(rows, t, key):
    place = bisect_left(rows, key(t), key=key)
    return rows[place] if place < len(rows) else None
