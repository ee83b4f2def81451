"""Tells reports apart by their id, which a new report inherits from one that is gone.

Fails: test_short_lived_reports_give_their_own_totals, test_holds_4_mib_over_40_reports
"""

TOTALS = {}


class Report:
    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow

    def total(self, region):
        if (id(self), region) not in TOTALS:
            TOTALS[id(self), region] = self._slow(self._rows, region)
        return TOTALS[id(self), region]
