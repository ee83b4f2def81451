"""Sorts the caller's own list.

Fails: test_takes_any_iterable, test_leaves_the_input_as_it_was, test_an_error_is_not_the_end_of_the_rows,
    test_holds_64_kib_for_the_ten_best_of_50_000_rows
"""


def top_k(rows, k, key):
    rows.sort(key=key, reverse=True)
    return rows[:k]
