"""Specification of Report: behaviour first, then how often a total is worked out, and how long a report lives.

``lives`` counts reports and rows. It keeps the garbage collector off, so "at once" means at once.
"""

from graders import counted, exactly, lives, memory_ceiling, probe, seeded

import pytest

from memoize_method_without_leak import Report

REGIONS = ["north", "south", "east", "west"]


def test_gives_what_slow_gives():
    """total(region) is slow(rows, region), with the rows of the report.

    Try: call the slow function with the rows that the report was made with, and with the region.
    """
    rows = sales()
    report = Report(rows, sums())
    assert {region: report.total(region) for region in REGIONS} == totals_of(rows)


def test_takes_the_region_by_name():
    """total(region="north") returns the same as total("north").

    Try: keep the method as callers know it: one parameter, and its name is region.
    """
    rows = sales()
    assert Report(rows, sums()).total(region="north") == totals_of(rows)["north"]


def test_each_report_has_its_own_totals():
    """Two reports that are asked in turn each return the totals of their own rows.

    Try: a total belongs to a report and a region. Is there one memo for all reports?
    """
    mine, yours = sales(), sales()
    slow = sums()
    reports = Report(mine, slow), Report(yours, slow)
    found = [[report.total(region) for report in reports] for region in REGIONS * 2]
    assert found == [[totals_of(mine)[region], totals_of(yours)[region]] for region in REGIONS * 2]


def test_reports_on_the_same_rows_have_their_own_totals():
    """Two reports on one list of rows, with a slow function each, have their own totals, even when one has gone.

    Try: what tells the two apart? Neither their rows nor the id() of these do.
    """
    amounts = seeded().sample(range(1, 1_000), 5)
    found, asked = two_on_the_same_rows(Report, amounts)
    assert found == [2.0 * sum(amounts), max(amounts), max(amounts)]
    exactly(asked, 1, "calls of slow")


def test_short_lived_reports_give_their_own_totals():
    """300 reports, each dropped before the next one is made, return their own totals.

    Try: when an object is gone, a new one may get its id(). What else could tell two reports apart?
    """
    amounts = seeded().sample(range(10**6), 300)
    assert one_after_another(Report, amounts, 10) == twice(amounts)


def test_a_failed_total_is_tried_again():
    """An error of slow reaches the caller and is not remembered: the next call works the total out.

    Try: put a total into the memo after slow has returned it, and don't catch anything.
    """
    failure, broken = Torn("no connection"), [True]

    def slow(rows, region):
        if broken:
            raise failure
        return 4.5

    report = Report([], slow)
    with pytest.raises(Torn) as caught:
        report.total("north")
    assert caught.value is failure
    broken.clear()
    assert report.total("north") == 4.5


def test_works_each_total_out_once():
    """Two reports that are asked sixty times about four regions call slow eight times.

    Try: look into the memo before you call slow, and put into it what slow returned.
    """
    slow, rng = sums(), seeded()
    rows = [sales(), sales()]
    reports = [Report(each, slow) for each in rows]
    asked = [(place, region) for place in (0, 1) for region in REGIONS]
    asked += [(rng.randrange(2), rng.choice(REGIONS)) for _ in range(52)]
    rng.shuffle(asked)
    assert [reports[place].total(region) for place, region in asked] == [
        totals_of(rows[place])[region] for place, region in asked
    ]
    exactly(slow.calls, 8, "calls of slow")


def test_remembers_any_number_of_regions():
    """A report that is asked twice about 5,000 regions calls slow 5,000 times.

    Try: "once for each region" has no limit: look for a size at which your memo forgets.
    """
    base = 10**17 + seeded().randrange(10**9)
    totals = ask_twice(Report, 5_000, base)
    exactly(max(totals) - base, 5_000, "calls of slow")
    assert totals == [base + place for place in range(1, 5_001)] * 2


def test_works_a_total_of_zero_out_once():
    """A total of 0.0 is remembered like any other.

    Try: ask whether the region is in the memo, not whether its total is true.
    """
    slow = sums()
    report = Report([("north", 3), ("north", -3)], slow)
    assert [report.total("north"), report.total("north"), report.total("north")] == [0.0, 0.0, 0.0]
    exactly(slow.calls, 1, "calls of slow")


def test_frees_every_report_at_once():
    """When the last name for a report is deleted, it is gone: of 20 reports, 0 are alive.

    Try: a cache keeps its keys, and the arguments of a call are the key. What is the first argument of a method? And
    who should own the memo of a report?
    """
    amounts = seeded().sample(range(1, 1_000), 20)
    with lives(Report) as alive:
        reports = [report_on(Report, [amount]) for amount in amounts]
        assert [report.total("north") for report in reports] == [2.0 * amount for amount in amounts]
        assert [report.total("south") for report in reports] == amounts
        assert alive.alive == 20
        del reports
        alive.at_most(0, "reports alive after their names are gone")


def test_frees_the_rows_with_their_report():
    """When a report is gone, 0 of its rows are alive.

    Try: a memo that outlives the report may hold its rows as well, as a key or within a function.
    """
    amounts = seeded().sample(range(1, 1_000), 5)
    with lives(Row) as alive:
        report = report_on(Report, amounts)
        assert (report.total("north"), report.total("south")) == (2.0 * sum(amounts), sum(amounts))
        assert alive.alive == 15
        del report
        alive.at_most(0, "rows alive after their report")


def test_holds_4_mib_over_40_reports():
    """40 reports with 1 MB of scans each, one after another, need at most 4 MiB and 0 collector runs.

    Try: each report has to go before the next one comes, with nobody's help: not even a call of gc.collect().
    """
    amounts = seeded().sample(range(10**6), 40)
    with memory_ceiling("4 MiB"), lives(Report) as alive:
        assert one_after_another(Report, amounts, 1_000_000) == twice(amounts)
        exactly(alive.collections, 0, "runs of the garbage collector")


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Row:
    """One sale, with a scan of its receipt."""

    def __init__(self, region, amount, scan=b""):
        self.region = region
        self.amount = amount
        self.scan = scan


@probe
def rows_of(amounts):
    """Two sales in the north and one in the south for each amount; nobody keeps them here."""
    return [Row(region, amount) for amount in amounts for region in ("north", "north", "south")]


@probe
def added_up(rows, region):
    """The total of a region."""
    return float(sum(row.amount for row in rows if row.region == region))


@probe
def report_on(report, amounts):
    """A report on such sales; nobody keeps the rows here."""
    return report(rows_of(amounts), added_up)


@probe
def two_on_the_same_rows(report, amounts):
    """Two reports on one list of rows, the first of which goes; their totals, and how often the second works."""
    rows, asked = rows_of(amounts), []

    def largest(rows, region):
        asked.append(region)
        return max(row.amount for row in rows if row.region == region)

    first, second = report(rows, added_up), report(rows, largest)
    found = [first.total("north"), second.total("north")]
    del first
    return [*found, second.total("north")], len(asked)


@probe
def ask_twice(report, count, base):
    """Ask about this many regions, and about all of them again; the totals.

    The total of a region is this base, and its place among those that were worked out.
    """
    asked = []

    def slow(rows, region):
        asked.append(region)
        return base + len(asked)

    long = report([], slow)
    return [long.total(f"region {number % count}") for number in range(2 * count)]


@probe
def one_after_another(report, amounts, size):
    """Make a report of each amount, with scans of this size, and drop it before the next; two totals of each."""
    totals = []
    for amount in amounts:
        short = report([Row("north", amount, b"." * size), Row("south", 7)], added_up)
        totals += [short.total("north"), short.total("north")]
        short = None
    return totals


def twice(amounts):
    """Each of them, and once more."""
    return [amount for amount in amounts for _ in range(2)]


def sums():
    """A slow function whose calls are counted: it adds up the numbers that stand beside a region."""
    return counted(lambda rows, region: float(sum(number for place, number in rows if place == region)))


def sales():
    """Some pairs of region and number that nobody knows beforehand."""
    rng = seeded()
    return rng.sample([(region, rng.randrange(1, 900)) for region in REGIONS * 3], 12)


def totals_of(rows):
    """The totals of these pairs."""
    return {region: float(sum(number for place, number in rows if place == region)) for region in REGIONS}
