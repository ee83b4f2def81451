"""Remembers one total only: the last one.

Fails: test_works_each_total_out_once, test_remembers_any_number_of_regions
"""


class Report:
    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow
        self._totals = {}

    def total(self, region):
        if region not in self._totals:
            self._totals = {region: self._slow(self._rows, region)}
        return self._totals[region]
