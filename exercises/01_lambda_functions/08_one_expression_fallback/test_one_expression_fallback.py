"""Specification of first_loaded: behaviour first, then whom it may ask.

The mirrors of the tests stand below them.
"""

from graders import counted, exactly, probe, seeded

import pytest

from one_expression_fallback import first_loaded


def test_gives_the_first_answer():
    """The first load(name) that is not None is the result, in the order of the names.

    Try: follow "oslo", "lima", "bonn" by hand when oslo has nothing: lima's answer is the one.
    """
    sizes = {"oslo": None, "lima": 256, "bonn": 512}
    assert first_loaded(lambda name: sizes[name], "oslo", "lima", "bonn") == 256
    assert first_loaded(lambda name: sizes[name], "bonn", "lima", "oslo") == 512


def test_no_answer_gives_none():
    """When every mirror has nothing the result is None, not an error.

    Try: next() raises StopIteration at the end of an iterator, unless you tell it what to return then.
    """
    assert first_loaded(lambda name: None, "oslo", "lima", "bonn") is None
    assert first_loaded(lambda name: None, "oslo") is None


def test_takes_any_number_of_names():
    """One name, nine names or none at all: the names come one by one, not as a list.

    Try: keep the parameters that the stub came with: load, and a star in front of names.
    """
    sizes = dict.fromkeys("abcdefgh") | {"i": 9}
    assert first_loaded(lambda name: sizes[name]) is None
    assert first_loaded(lambda name: sizes[name], "i") == 9
    assert first_loaded(lambda name: sizes[name], *sizes) == 9


def test_asks_two_thousand_mirrors():
    """The answer may come from the last of 2,000 mirrors.

    Try: a function that calls itself for the rest needs a frame for every mirror, and Python allows 1,000.
    """
    names, answers = mirrors(seeded(), 2_000, 1_999)
    assert first_loaded(answers.get, *names) == answers[names[-1]]


def test_an_answer_that_counts_as_false_is_an_answer():
    """0, False, an empty text and an empty list end the search like any other answer.

    Try: `or` and filter(None, ...) pass over all that counts as false. Ask whether the answer is None.
    """
    for answer in (0, False, "", [], 0.0):
        found = first_loaded({"oslo": None, "lima": answer, "bonn": 512}.get, "oslo", "lima", "bonn")
        assert (type(found), found) == (type(answer), answer)


def test_an_answer_that_equals_none_is_an_answer():
    """An object may claim to equal None; only None itself means "this mirror has nothing".

    Try: `!=` asks the object, and `is not` asks Python.
    """
    page = EmptyPage()
    assert first_loaded({"lima": page, "bonn": 512}.get, "oslo", "lima", "bonn") is page


def test_an_error_of_load_reaches_the_caller():
    """If a mirror fails before there is an answer, the caller gets that very error.

    Try: there is nothing to catch here. Is load called once for each name, from the first one on?
    """

    def load(name):
        if name == "bonn":
            raise error
        return {"oslo": None, "lima": 256}[name]

    for error in (DownError("bonn does not answer"), KeyError("bonn"), OSError("bonn is down"), TypeError("bonn")):
        with pytest.raises(type(error)) as caught:
            first_loaded(load, "oslo", "bonn", "lima")
        assert caught.value is error


def test_agrees_with_a_loop_on_random_mirrors():
    """Random mirrors, some of which have nothing, give the same as a plain loop with a break.

    Try: compare the answers with the one that you got, and count how many of them you passed over.
    """
    rng = seeded()
    count = rng.randrange(5, 12)
    for first in range(count + 1):
        names, answers = mirrors(rng, count, first)
        expected = answers[names[first]] if first < count else None
        assert first_loaded(answers.get, *names) == expected


def test_asks_no_mirror_twice():
    """When none of 6 mirrors has anything, or just the last one, each is asked once: 6 calls of load.

    Try: count the places where your code calls load. Who keeps the answer between a question and its result?
    """
    for first in (6, 5):
        names, answers = mirrors(seeded(), 6, first)
        load = counted(answers.get)
        assert first_loaded(load, *names) == (answers[names[5]] if first == 5 else None)
        exactly(load.calls, 6, "calls of load for 6 mirrors")
        assert load.args == [(name,) for name in names]


def test_asks_no_mirror_after_the_first_answer():
    """An answer from the second of 3 mirrors takes 2 calls of load, one from the third of 5 takes 3.

    Try: which of your steps wants all answers before it hands over one? Square brackets and stars do.
    """
    for count, first in ((3, 1), (5, 2)):
        names, answers = mirrors(seeded(), count, first)
        load = counted(answers.get)
        assert first_loaded(load, *names) == answers[names[first]]
        exactly(load.calls, first + 1, f"calls of load for an answer from mirror {first + 1} of {count}")
        assert load.args == [(name,) for name in names[: first + 1]]


class DownError(Exception):
    """A mirror is switched off."""


@probe
class EmptyPage:
    """What a mirror may have; it claims to equal None."""

    def __eq__(self, other):
        return other is None or other is self

    def __hash__(self):
        return 0


def mirrors(rng, count, first):
    """Random names of mirrors and their answers; the first answer comes from the one at the place ``first``."""
    names = [f"mirror-{number}" for number in rng.sample(range(10_000), count)]
    answers = {name: rng.choice([None, rng.randrange(1, 1_000)]) for name in names}
    answers |= dict.fromkeys(names[:first])
    answers |= {name: rng.randrange(1, 1_000) for name in names[first : first + 1]}
    return names, answers
