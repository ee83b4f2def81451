"""Takes a total that counts as false for one that is missing.

Fails: test_works_a_total_of_zero_out_once
"""


class Report:
    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow
        self._totals = {}

    def total(self, region):
        if not self._totals.get(region):
            self._totals[region] = self._slow(self._rows, region)
        return self._totals[region]
