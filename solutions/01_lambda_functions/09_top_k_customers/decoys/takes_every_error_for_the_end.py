"""Gives the best of what came before an error.

Fails: test_an_error_is_not_the_end_of_the_rows
"""

from heapq import nlargest


def rows_before_an_error(rows, key):
    try:
        for number, row in enumerate(rows):
            yield key(row), -number, row
    except Exception:
        return


def top_k(rows, k, key):
    return [row for _, _, row in nlargest(k, rows_before_an_error(rows, key), key=lambda each: each[:2])]
