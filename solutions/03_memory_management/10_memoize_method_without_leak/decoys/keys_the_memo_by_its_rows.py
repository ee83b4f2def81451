"""Has one memo for all reports, keyed by the id() of their rows, which each report empties when it goes.

Fails: test_reports_on_the_same_rows_have_their_own_totals
"""

totals = {}


class Report:
    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow

    def total(self, region):
        key = id(self._rows), region
        if key not in totals:
            totals[key] = self._slow(self._rows, region)
        return totals[key]

    def __del__(self):
        for key in [key for key in totals if key[0] == id(self._rows)]:
            del totals[key]
