"""Specification of rank: behaviour first, then how often it may ask for a score."""

from graders import as_it_was, at_most, counted, seeded

import pytest

from rank_by_expensive_score import rank


def test_ranks_from_the_lowest_score_to_the_highest():
    """The item with the lowest score comes first, the one with the highest last.

    Try: rank ["ferry", "quay"] by hand with the scores 0.7 and 0.1: quay comes first.
    """
    distance = {"ferry": 0.7, "quay": 0.1, "pier": -2, "lock": 3.25}
    assert rank(["ferry", "quay", "pier", "lock"], lambda hit: distance[hit]) == ["pier", "quay", "ferry", "lock"]
    assert rank(["quay"], lambda hit: distance[hit]) == ["quay"]


def test_keeps_the_order_of_equal_scores():
    """Items with the same score stay in the order in which they came.

    Try: let nothing but the score decide. Python's own sort keeps the rest in order, your loop must too.
    """
    distance = {"quay": 1, "ferry": 0, "dock": 1, "anchor": 1, "buoy": 0}
    assert rank(["quay", "ferry", "dock", "anchor", "buoy"], lambda hit: distance[hit]) == [
        "ferry",
        "buoy",
        "quay",
        "dock",
        "anchor",
    ]


def test_asks_nothing_of_an_item_but_its_score():
    """Items may be dicts, which have no order and no hash: a tie must not compare them.

    Try: look where your code compares items, or uses one as a key of a dict. Compare scores alone.
    """
    hits = [{"name": "quay", "score": 5}, {"name": "dock", "score": 5}, {"name": "pier", "score": 2}]
    ranked = rank(hits, lambda hit: hit["score"])
    assert [hit["name"] for hit in ranked] == ["pier", "quay", "dock"]
    assert rank([1, "", None, 0, {}], lambda hit: 7) == [1, "", None, 0, {}]


def test_takes_any_iterable():
    """The items can be a generator, a tuple or nothing; an error of theirs, or of score, comes through.

    Try: go through the items once. A generator has no length, no index and no second pass.
    """
    assert rank((hit for hit in ["harbour", "quay", "bay"]), lambda hit: len(hit)) == ["bay", "quay", "harbour"]
    assert rank(("lock", "bay"), lambda hit: len(hit)) == ["bay", "lock"]
    assert rank([], lambda hit: len(hit)) == []
    for error in (TornError("no answer"), KeyError("quay"), ValueError("no number"), OSError("no line")):

        def fail(hit, error=error):
            raise error

        for hits, score in (((hit or fail(hit) for hit in ("quay", "")), len), (["bay", "quay"], fail)):
            with pytest.raises(type(error)) as caught:
                rank(hits, score)
            assert caught.value is error


def test_leaves_the_input_as_it_was():
    """The list that was passed in has its old order afterwards.

    Try: return a new list. Which of Python's two ways to sort makes one?
    """
    hits = ["harbour", "quay", "ferry"]
    with as_it_was(hits):
        assert rank(hits, lambda hit: len(hit)) == ["quay", "ferry", "harbour"]
    assert hits == ["harbour", "quay", "ferry"]


def test_agrees_with_the_definition_on_random_items():
    """Eighty random items, some of which come twice, with many ties come out lowest score first, ties in their order.

    Try: sort ten items with scores from 0 to 2 on paper, and compare the ties.
    """
    rng = seeded()
    hits = rng.sample(range(1_000), 60)
    hits += rng.sample(hits, 20)
    scores = {hit: rng.randrange(-4, 5) / 4 for hit in hits}
    expected = [hit for score in sorted(set(scores.values())) for hit in hits if scores[hit] == score]
    assert rank(hits, lambda hit: scores[hit]) == expected


def test_asks_for_each_score_at_most_once():
    """Ranking 100 items costs at most 100 calls of score: 1.0 per item.

    Try: find each place where score is called, and ask how often the sort comes by there.
    """
    rng = seeded()
    hits = rng.sample(range(10_000), 100)
    distance = {hit: rng.random() for hit in hits}
    score = counted(lambda hit: distance[hit], most=100, what="score calls for 100 items")
    ranked = rank(hits, score)
    at_most(score.calls / 100, 1.0, "score calls per item")
    assert ranked == sorted(hits, key=lambda hit: distance[hit])


class TornError(Exception):
    """The line to the service is cut."""
