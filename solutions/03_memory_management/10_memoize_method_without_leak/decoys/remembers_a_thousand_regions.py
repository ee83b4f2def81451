"""Keeps a memo in each report, which forgets the oldest of more than a thousand regions.

Fails: test_remembers_any_number_of_regions
"""


class Report:
    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow
        self._totals = {}

    def total(self, region):
        if region not in self._totals:
            if len(self._totals) >= 1_000:
                del self._totals[next(iter(self._totals))]
            self._totals[region] = self._slow(self._rows, region)
        return self._totals[region]
