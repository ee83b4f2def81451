"""Has no memo at all.

Fails: test_works_each_total_out_once, test_works_a_total_of_zero_out_once,
    test_reports_on_the_same_rows_have_their_own_totals, test_remembers_any_number_of_regions
"""


class Report:
    def __init__(self, rows, slow):
        self._rows = rows
        self._slow = slow

    def total(self, region):
        return self._slow(self._rows, region)
