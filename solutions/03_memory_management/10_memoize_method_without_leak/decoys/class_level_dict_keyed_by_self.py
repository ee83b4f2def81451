"""Writes the cache by hand, and keeps it in the class, with the reports as keys.

Fails: test_frees_every_report_at_once, test_frees_the_rows_with_their_report, test_holds_4_mib_over_40_reports
"""


class Report:
    _totals = {}

    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow

    def total(self, region):
        if (self, region) not in self._totals:
            self._totals[self, region] = self._slow(self._rows, region)
        return self._totals[self, region]
