"""Keeps one dict in the class, by region: the first report answers for all.

Fails: test_each_report_has_its_own_totals, test_short_lived_reports_give_their_own_totals,
    test_works_each_total_out_once, test_frees_every_report_at_once, test_holds_4_mib_over_40_reports,
    test_reports_on_the_same_rows_have_their_own_totals
"""


class Report:
    _totals = {}

    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow

    def total(self, region):
        if region not in self._totals:
            self._totals[region] = self._slow(self._rows, region)
        return self._totals[region]
