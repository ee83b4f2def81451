"""Which side of an assert is the answer's is read from the syntax tree of the test."""

from __future__ import annotations

import textwrap

import pytest

from graders.judge.origins import Origin, Place, Step, place

HEAD = "import pytest\nfrom graders import counted, tripwire\nfrom kata import Cache, total\n\nPHOTOS = ['a']\n\n"


def last(body: str, head: str = "") -> Place:
    """The place of the last line of a test with this body."""
    text = HEAD + textwrap.dedent(head) + "\ndef test_it():\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    found = place(text, "kata", [Step("test_it", len(text.splitlines()))])
    assert found
    return found


ANSWER, SEEN, TEST = Origin.ANSWER, Origin.SEEN, Origin.TEST


@pytest.mark.parametrize(
    ("body", "origins"),
    [
        ("assert total([1, 2]) == 3", (ANSWER, TEST)),
        ("assert 3 == total([1, 2])", (TEST, ANSWER)),
        ("wanted = sum([1])\nassert wanted == list(total([1]))", (TEST, ANSWER)),
        ("sums = total([1])\nassert 3 == len(sums)", (TEST, ANSWER)),
        ("first, second = total([1])\nassert (3, 4) == (first, second)", (TEST, ANSWER)),
        ("for at, sum in enumerate(total([1])):\n    assert [5][at] == sum", (TEST, ANSWER)),
        ("for want, sum in zip([1], total([1])):\n    assert want == sum", (TEST, ANSWER)),
        ("load = counted(len)\ntotal(load)\nassert 3 == load.calls", (TEST, SEEN)),
        ("seen = []\ntotal(lambda: seen.append(1))\nassert [1] == seen", (TEST, SEEN)),
        ("seen = []\ndef note(x):\n    seen.append(x)\ntotal(note)\nassert [1] == seen", (TEST, SEEN)),
        ("open = []\nopen.append((1, Cache().get(1)))\nassert 3 == open[-1]", (TEST, ANSWER)),
        ("items = [3]\ncopy = list(items)\ntotal(items)\nassert copy == items", (TEST, SEEN)),
        ("cache = Cache()\nassert cache.get(1) in PHOTOS", (ANSWER, TEST)),
        ("with pytest.raises(ValueError) as it:\n    total([])\nassert 'empty' in str(it.value)", (TEST, ANSWER)),
        ("with open('x') as file:\n    pass\nassert file == 3", (TEST, TEST)),
        ("assert [total([x]) for x in PHOTOS] == PHOTOS", (ANSWER, TEST)),
    ],
)  # fmt: skip
def test_the_origin_of_both_sides(body: str, origins: tuple[Origin, Origin]) -> None:
    (sides,) = last(body).comparisons
    assert sides.origins == origins


def test_a_function_of_the_test_that_asks_the_answer_gives_the_answers() -> None:
    found = last("assert 3 == ask(4)", head="def ask(n):\n    return total([n])\n")
    assert found.comparisons[0].origins == (TEST, ANSWER)


def test_what_a_helper_is_given_is_known_in_the_helper() -> None:
    text = HEAD + "def check(want, got):\n    assert want == got\n\ndef test_it():\n    check(3, total([1]))\n"
    lines = text.splitlines()
    steps = [Step("test_it", len(lines)), Step("check", lines.index("    assert want == got") + 1)]
    found = place(text, "kata", steps)
    assert found
    assert found.comparisons[0].origins == (TEST, ANSWER)
    assert (found.line, found.source) == (steps[1].line, "assert want == got")


def test_an_assert_has_its_source_in_one_line() -> None:
    found = last("assert (total([1,\n  2]) ==\n  3), 'words'")
    assert found.source == "assert (total([1, 2]) == 3), 'words'"
    assert found.condition == "total([1, 2]) == 3"
    assert found.has_words
    assert found.comparisons[0].sources == ("total([1, 2])", "3")


def test_a_block_that_asks_for_an_error_is_known() -> None:
    found = last("with pytest.raises((ValueError, KeyError), match='x'):\n    total([])")
    assert (found.raises, found.source) == ("(ValueError, KeyError)", "total([])")
    found = last("torn = ValueError()\nwith pytest.raises(type(torn)):\n    total([])")
    assert found.raises == "the error of the test"


def test_comparisons_are_in_the_order_of_their_evaluation() -> None:
    found = last("assert total([]) == 0 and total([1]) < 1 < 2")
    assert [each.operators for each in found.comparisons] == [("==",), ("<", "<")]
    assert found.comparisons[1].constant == (False, True, True)


def test_outside_of_a_function_there_is_no_place() -> None:
    assert place(HEAD, "kata", [Step("<module>", 1)]) is None
    assert place(HEAD, "kata", []) is None
