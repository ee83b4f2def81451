"""Groups the rows by their keys in a dict, and keeps the groups that cannot win any more.

Fails: test_holds_64_kib_for_the_ten_best_of_50_000_rows
"""

from itertools import chain, islice


def top_k(rows, k, key):
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(islice(chain.from_iterable(groups[value] for value in sorted(groups, reverse=True)), k))
