"""Leaves out the rows whose key cannot be worked out, and so hides the error.

Fails: test_an_error_is_not_the_end_of_the_rows
"""

import heapq


def top_k(rows, k, key):
    def entries():
        for number, row in enumerate(rows):
            try:
                yield key(row), -number, row
            except (LookupError, ValueError):
                continue

    return [row for _, _, row in heapq.nlargest(k, entries())]
