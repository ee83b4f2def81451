"""Makes a circle of each report and its cache, and has the garbage collector clear up before the next.

Fails: test_frees_every_report_at_once, test_frees_the_rows_with_their_report, test_holds_4_mib_over_40_reports
"""

import gc
from functools import lru_cache


class Report:
    def __init__(self, rows, slow):
        gc.collect()
        self._rows = rows
        self._slow = slow
        self.total = lru_cache(maxsize=None)(self._total)

    def _total(self, region):
        return self._slow(self._rows, region)
