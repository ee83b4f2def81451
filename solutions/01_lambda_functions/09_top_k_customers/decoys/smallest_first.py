"""Gives the k best with the smallest of them first.

Fails: test_gives_the_rows_with_the_largest_keys, test_the_earlier_row_comes_first_on_ties,
    test_gives_all_rows_if_there_are_fewer_than_k, test_asks_nothing_of_a_row_but_its_key, test_takes_any_iterable,
    test_leaves_the_input_as_it_was, test_agrees_with_the_definition_on_random_rows,
    test_holds_64_kib_for_the_ten_best_of_50_000_rows, test_calls_key_once_per_row
"""

from heapq import nlargest


def top_k(rows, k, key):
    return nlargest(k, rows, key=key)[::-1]
