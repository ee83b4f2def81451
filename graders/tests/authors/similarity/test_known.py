from __future__ import annotations

from graders.authors.similarity.comparing import MAX_ANSWERS, Pair, pairs
from graders.authors.similarity.known import MAX_BASE, MIN_PRINTS, MIN_SHARE, Known, Rule, share
from graders.tests.repositories import Repository

EMPTY: frozenset[int] = frozenset()


def some(*ranges: tuple[int, int]) -> frozenset[int]:
    """Fingerprints by the ranges that they are in."""
    return frozenset(each for first, last in ranges for each in range(first, last))


ONE, OTHER, THIRD = some((0, 20)), some((100, 120)), some((200, 220))


def test_the_share_is_of_the_shorter_one() -> None:
    assert share(some((0, 10)), some((5, 100))) == 0.5
    assert share(EMPTY, ONE) == 0


def test_the_stub_and_all_solutions_are_known() -> None:
    known = Known(some((50, 51)), [ONE, OTHER], [some((300, 301))])
    assert known.known() == {50, 300, *ONE, *OTHER}


def test_a_decoy_is_unknown_with_the_answer_that_it_was_made_from() -> None:
    known = Known(EMPTY, [ONE, OTHER], [ONE | {300}, OTHER | {301}])
    assert known.known({0}) == {*OTHER, 301}
    assert known.known({0, 1}) == EMPTY


def test_the_base_rate_is_of_the_honest_pair_that_is_most_alike() -> None:
    known = Known(EMPTY, [ONE, some((0, 5), (100, 115)), THIRD], [])
    rule = known.rule()
    assert (rule.base, rule.why_not) == (0.25, "")
    assert rule.least == 0.625
    assert known.rule(frozenset({0, 1})).base == 0  # as if nobody had compared these two
    assert known.rule(frozenset({1})).base == 0  # as if it were a learner's
    assert known.rule(frozenset({2})).base == 0.25


def test_no_pair_is_shown_below_the_least_share() -> None:
    assert Rule(EMPTY, 0.0).least == MIN_SHARE
    assert Rule(EMPTY, 0.4).least == 0.7


def test_it_says_why_nothing_can_be_told() -> None:
    assert "no two right answers" in Known(EMPTY, [ONE], []).rule().why_not
    few = some((0, MIN_PRINTS - 1))
    assert "too short" in Known(EMPTY, [few, OTHER], []).rule().why_not
    half = some((0, 10), (100, 110))
    assert "look alike: of two known ones, 50%" in Known(EMPTY, [half, some((0, 20))], []).rule().why_not
    assert MAX_BASE == 0.5


def test_an_exercise_is_read_from_its_folders(repository: Repository) -> None:
    exercise = repository.exercise()
    repository.write(
        str(exercise.mirror / "also" / "other.py"), "import itertools\nrunning_total = itertools.accumulate\n"
    )
    known = Known.of(exercise)
    assert len(known.right) == 2
    assert len(known.decoys) == 1
    assert known.right[0] <= known.known()
    exercise.reference.unlink()  # as in a handout
    assert Known.of(exercise).rule().why_not


# Pairs


def test_a_pair_has_more_in_common_than_honest_ones() -> None:
    answers = [ONE, some((0, 15), (30, 35)), OTHER, some((0, 5), (40, 55))]
    (found,) = pairs(answers, Rule(EMPTY, 0.0))
    assert found == Pair(0, 1, 0.75, some((0, 15)))
    assert pairs(answers, Rule(EMPTY, 0.6)) == []


def test_what_is_known_is_no_reason() -> None:
    assert pairs([ONE, ONE | OTHER], Rule(ONE, 0.0)) == []
    assert pairs([ONE, ONE | {99}], Rule(some((0, 20 - MIN_PRINTS + 1)), 0.0)) == []
    assert pairs([ONE, ONE | {99}], Rule(some((0, 20 - MIN_PRINTS)), 0.0)) != []


def test_what_many_of_a_class_have_is_common_knowledge() -> None:
    idea = some((0, 30))
    few = [idea | {1000 + number} for number in range(MAX_ANSWERS)]
    assert len(pairs(few, Rule(EMPTY, 0.0))) == MAX_ANSWERS * (MAX_ANSWERS - 1) // 2
    many = [*few, idea | {2000}]
    assert pairs(many, Rule(EMPTY, 0.0)) == []


def test_a_text_that_several_handed_in_is_a_pair_of_its_own() -> None:
    rule = Rule(EMPTY, 0.0)
    assert pairs([ONE, OTHER], rule, [1]) == [Pair(1, 1, 1.0, OTHER)]
    assert pairs([some((0, 3)), OTHER], rule, [0]) == []  # too short to say anything


def test_nothing_is_shown_where_it_tells_nothing() -> None:
    assert pairs([ONE, ONE | {99}], Rule(EMPTY, 0.9, why_not="honest answers look alike"), [0]) == []


def test_the_most_alike_come_first() -> None:
    answers = [ONE, some((0, 14), (30, 36)), some((0, 17), (50, 53))]
    found = pairs(answers, Rule(EMPTY, 0.0))
    assert [(pair.one, pair.other) for pair in found] == [(0, 2), (0, 1), (1, 2)]
