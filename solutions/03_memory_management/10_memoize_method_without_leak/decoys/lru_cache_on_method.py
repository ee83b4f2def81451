"""The given code: the cache of the class has every report as a part of a key.

Fails: test_frees_every_report_at_once, test_frees_the_rows_with_their_report, test_holds_4_mib_over_40_reports
"""

from functools import lru_cache


class Report:
    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow

    @lru_cache(maxsize=None)
    def total(self, region):
        return self._slow(self._rows, region)
