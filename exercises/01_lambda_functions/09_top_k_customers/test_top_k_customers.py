"""Specification of top_k: behaviour first, then what it may keep and how often it may call key.

The orders of the tests stand below them.
"""

from graders import as_it_was, at_most, counted, memory_ceiling, probe, seeded, time_limit

import pytest

from top_k_customers import top_k


def test_gives_the_rows_with_the_largest_keys():
    """The k rows with the largest keys come in a list, the largest first.

    Try: work out the two best of 30, 75, 30 and 12 on paper, and look at both ends of your result.
    """
    spent = {"Ada": 30, "Bo": 75, "Cem": 5, "Dee": 112, "Eli": -4}
    assert top_k(["Ada", "Bo", "Cem", "Dee", "Eli"], 2, lambda name: spent[name]) == ["Dee", "Bo"]
    assert top_k(["Ada", "Bo", "Cem", "Dee", "Eli"], 1, lambda name: spent[name]) == ["Dee"]


def test_the_earlier_row_comes_first_on_ties():
    """Rows with equal keys come in the order in which they came, and the earlier ones get the last places.

    Try: a newcomer with the same key as your smallest row does not push it out. Who wins between the two in your code?
    """
    spent = {"Ada": 30, "Bo": 75, "Cem": 30, "Dee": 75, "Eli": 30, "Fay": 75, "Gus": 30}
    assert top_k(list(spent), 2, lambda name: spent[name]) == ["Bo", "Dee"]
    assert top_k(list(spent), 5, lambda name: spent[name]) == ["Bo", "Dee", "Fay", "Ada", "Cem"]


def test_k_of_zero_gives_no_rows():
    """The best 0 rows are none: an empty list, whatever comes.

    Try: which line looks at the smallest row that you keep, when you keep none?
    """
    assert top_k(["Ada", "Bo"], 0, lambda name: len(name)) == []
    assert top_k([], 0, lambda name: len(name)) == []


def test_gives_all_rows_if_there_are_fewer_than_k():
    """If k is more than the number of rows, all of them come, the largest first.

    Try: let your collection grow up to k rows before any row has to leave.
    """
    assert top_k(["Bo", "Eliza", "Cem"], 9, lambda name: len(name)) == ["Eliza", "Cem", "Bo"]
    assert top_k(["Bo"], 3, lambda name: len(name)) == ["Bo"]
    assert top_k([], 3, lambda name: len(name)) == []


def test_asks_nothing_of_a_row_but_its_key():
    """Rows may be dicts, which have no order and no hash: a tie must not compare them.

    Try: a tuple is compared from the left, so give it something unique between the key and the row.
    """
    rows = [{"name": name, "spent": spent} for name, spent in [("Ada", 5), ("Bo", 5), ("Cem", 7), ("Dee", 5)]]
    best = top_k(rows, 3, lambda row: row["spent"])
    assert [row["name"] for row in best] == ["Cem", "Ada", "Bo"]


def test_takes_any_iterable():
    """The rows can come from a generator, which has no length and can be read just once.

    Try: go through the rows in one loop, and ask for no len() and no index.
    """
    assert top_k((name for name in ["Bo", "Eliza", "Ada"]), 2, lambda name: len(name)) == ["Eliza", "Ada"]
    assert top_k(("Bo", "Eliza", "Ada"), 2, lambda name: len(name)) == ["Eliza", "Ada"]


def test_leaves_the_input_as_it_was():
    """The list that was passed in has its rows in the old order afterwards.

    Try: keep a collection of your own, and neither sort nor empty the one that you were given.
    """
    rows = ["Bo", "Eliza", "Ada", "Josephine"]
    with as_it_was(rows):
        assert top_k(rows, 2, lambda name: len(name)) == ["Josephine", "Eliza"]
    assert rows == ["Bo", "Eliza", "Ada", "Josephine"]


def test_an_error_is_not_the_end_of_the_rows():
    """If the archive or key fails, the caller gets that very error, and not the best of what came before.

    Try: catch nothing that you cannot put right. The best of half a year look just like those of a year.
    """
    for error in (TornError("bad block"), KeyError("spent"), ValueError("no number"), OSError("no archive")):

        def fail(name, error=error):
            raise error

        for rows, key in (((name or fail(name) for name in ("Bo", "Ada", "")), len), (["Bo", "Ada"], fail)):
            with pytest.raises(type(error)) as caught:
                top_k(rows, 2, key)
            assert caught.value is error


def test_agrees_with_the_definition_on_random_rows():
    """Random rows with many ties, some of which come twice, give the same as the definition, for several k.

    Try: compare the first row that differs: is its key wrong, or just its place among equal keys?
    """
    rng = seeded()
    rows = rng.sample(range(1_000), 40)
    rows += rng.sample(rows, 20)
    spent = {row: rng.randrange(-8, 8) / 4 for row in rows}
    for k in (1, 2, rng.randrange(3, 58), 59, 60):
        assert top_k(rows, k, spent.get) == definition(rows, k, spent.get)


def test_holds_64_kib_for_the_ten_best_of_50_000_rows():
    """Of 50,000 rows with 400 characters each only about ten are kept: at most 64 KiB are needed.

    Try: where do rows pile up that cannot win any more? A row that is worse than your ten best may go at once.
    """
    time_limit(cpu=10)
    step = seeded().randrange(3, 50_000)
    with memory_ceiling("64 KiB"):
        best = top_k(orders(50_000, step), 10, worth)
    expected = sorted((number * step % 50_021 for number in range(50_000)), reverse=True)[:10]
    assert [int(order[:6]) for order in best] == expected


def test_calls_key_once_per_row():
    """The ten best of 200 rows cost at most 200 calls of key: 1.0 per row.

    Try: find each place where key is called, and ask whether it can see the same row again. Keep keys with their rows.
    """
    rng = seeded()
    rows = rng.sample(range(10_000), 200)
    key = counted(lambda row: row * 7_919 % 10_007, most=200, what="calls of key for 200 rows")
    best = top_k(rows, 10, key)
    at_most(key.calls / 200, 1.0, "calls of key per row")
    assert best == sorted(rows, key=lambda row: -(row * 7_919 % 10_007))[:10]


class TornError(Exception):
    """The archive cannot be read."""


@probe
def orders(count, step):
    """Count orders of 400 characters each, made when they are asked for; they are mixed by a step."""
    for number in range(count):
        yield f"{number * step % 50_021:06}".ljust(400)


@probe
def worth(order):
    """What an order is worth."""
    return int(order[:6])


def definition(rows, k, key):
    """The k best by the definition: look for the largest key, first come first, again and again."""
    left, best = list(rows), []
    while left and len(best) < k:
        best.append(max(left, key=key))
        left.remove(best[-1])
    return best
