"""Specification of walk: behaviour first, then what it asks for, keeps and costs.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, drain, lives, probe, seeded, time_limit, tripwire

import pytest

from walk_deep_tree import walk

ANSWERS = {"post": ["yes", "no"], "yes": ["why?", "+1"], "why?": ["because"], "no": ["never"]}


def test_gives_each_node_before_its_children():
    """The root comes first, then each answer, directly followed by the answers to it.

    Try: number the nodes of the example by hand. Depth first: down before sideways.
    """
    assert list(walk("post", answers)) == ["post", "yes", "why?", "because", "+1", "no", "never"]


def test_gives_a_root_without_children():
    """A root without answers comes alone.

    Try: yield the root, whatever children returns.
    """
    assert list(walk("alone", answers)) == ["alone"]


def test_takes_any_iterable_of_children():
    """Children may be a list, a tuple, a range, an iterator or a generator.

    Try: no len, no index, no reversed. iter(...) accepts them all.
    """
    kinds = {5: [3, 4], 4: (2,), 3: range(1, 2), 2: iter([]), 1: (number for number in [0]), 0: []}
    assert list(walk(5, kinds.__getitem__)) == [5, 3, 1, 0, 4, 2]


def test_gives_false_nodes_too():
    """A node that is None, 0 or empty is a node like any other.

    Try: how do you recognise the end of the children? Can a node look the same?
    """
    assert list(walk("post", {"post": [None, 0], None: ["", ()], 0: [], "": [b""], b"": [], (): []}.get)) == [
        "post",
        None,
        "",
        b"",
        (),
        0,
    ]


def test_asks_once_for_each_node():
    """children is called once for each node that comes out.

    Try: a second look at the children costs a second call, and a generator can be read only once.
    """
    children = counted(answers)
    given = list(walk("post", children))
    assert len(given) == 7
    assert children.calls == 7, f"calls of children for 7 nodes: {children.calls}"


def test_agrees_with_recursion_on_random_threads():
    """Random threads of unhashable, often equal comments come in the order of plain recursion.

    Try: do not check whether you have seen a node. Two comments may have the same text.
    """
    rng = seeded()
    for _ in range(3):
        root = ["post", *(thread(rng, 3) for _ in range(3))]
        assert list(walk(root, lambda comment: comment[1:])) == in_order(root)


def test_lets_an_error_of_children_be_seen():
    """An error of children reaches the caller, after the nodes before it, and so does one of what it returned.

    Try: catch nothing that you did not raise. A part of a thread must not look like all of it.
    """
    torn, given = TornError("bad page"), []

    def broken():
        yield "and"
        raise torn

    with pytest.raises(KeyError):
        given.extend(walk("post", {"post": ["yes"], "yes": ["gone"]}.__getitem__))
    assert given == ["post", "yes", "gone"]
    with pytest.raises(KeyError):
        given.extend(walk("gone", {}.__getitem__))
    assert given == ["post", "yes", "gone", "gone"]
    with pytest.raises(TornError) as caught:
        list(walk("post", lambda comment: broken() if comment == "yes" else answers(comment)))
    assert caught.value is torn


def test_asks_for_children_when_they_are_needed():
    """The first node takes no call of children, the second takes 1, the third 2.

    Try: yield a node first, and ask for its children when the caller wants the next one.
    """
    children = counted(lambda node: range(2 * node, 2 * node + 2) if node < 256 else ())
    nodes = walk(1, children)
    assert next(nodes) == 1
    at_most(children.calls, 0, "calls of children for 1 node")
    assert next(nodes) == 2
    at_most(children.calls, 1, "calls of children for 2 nodes")
    assert next(nodes) == 4
    at_most(children.calls, 2, "calls of children for 3 nodes")


def test_takes_one_child_at_a_time():
    """The second node takes 1 child of the root; the next child waits until it is asked for.

    Try: keep the place in the children, not the children. Which object remembers a place?
    """
    sisters = tripwire(range(1, 301), most=2, what="children taken for 3 nodes")
    nodes = walk(0, lambda node: sisters if node == 0 else ())
    assert next(nodes) == 0
    assert next(nodes) == 1
    at_most(sisters.pulled, 1, "children taken for 2 nodes")
    assert next(nodes) == 2
    at_most(sisters.pulled, 2, "children taken for 3 nodes")


def test_keeps_a_few_nodes_alive():
    """In a tree 60 wide and four levels deep, at most 20 nodes are alive at once.

    Try: put iterators on your stack. Nodes handed over belong to the caller, and those to come do not exist yet.
    """
    rng = seeded()
    widths = [60, rng.randrange(2, 5), rng.randrange(2, 5)]
    total = 1 + widths[0] * (1 + widths[1] * (1 + widths[2]))
    place = rng.randrange(1, total)
    with lives(Comment, at_once=20) as comments:
        root, children = wide_thread(widths, comments.births(range(total - 1)))
        found = drain(numbers_of(walk(root, children)), at=[0, place])
        comments.at_once("nodes alive at once")
    assert found.count == total
    assert found.items == {0: -1, place: place - 1}


def test_costs_10_calls_a_node_at_most():
    """A node 400 levels deep costs no more than one at the top: at most 10 Python calls and resumptions.

    Try: each yield from on the way up is one more frame to pass. How can one generator walk all levels?
    """
    first = seeded().randrange(10**6)
    calls, count = calls_during(walk(first, chain_of(400, first)))
    assert count == 401
    at_most(round(calls / count, 1), 10, "calls for each node")


def test_walks_20_000_levels():
    """A thread 20,000 levels deep is walked to its end.

    Try: Python limits the frames of a recursion, and C code can overflow its stack. A list can have any length.
    """
    rng = seeded()
    first, place = rng.randrange(10**6), rng.randrange(20_000)
    time_limit(cpu=5)  # searching a list of the nodes so far at every level takes a second or two: slow, not endless
    found = drain(walk(first, chain_of(20_000, first)), at=[place])
    assert found.count == 20_001
    assert found.items == {place: first + place}


class TornError(Exception):
    """The thread cannot be read on."""


def answers(comment):
    return ANSWERS.get(comment, [])


def thread(rng, depth):
    """A random thread: a list of its text, followed by its answers."""
    below = [thread(rng, depth - 1) for _ in range(rng.randrange(4))] if depth else []
    return [rng.choice(["+1", "yes", "no"]), *below]


def in_order(comment):
    """What walk should yield, by plain recursion."""
    return [comment, *(node for answer in comment[1:] for node in in_order(answer))]


@probe
class Comment:
    """A comment and the number of levels below it."""

    def __init__(self, number, levels):
        self.number = number
        self.levels = levels


@probe
def wide_thread(widths, numbers):
    """The root of a tree with this many answers on each level, and its children function, which makes one at a time."""

    def children(comment):
        for _ in range(widths[-comment.levels] if comment.levels else 0):
            yield Comment(next(numbers, 10**9), comment.levels - 1)

    return Comment(-1, len(widths)), children


@probe
def numbers_of(comments):
    """The number of each comment, handed on without keeping the comment."""
    for comment in comments:
        number = comment.number
        del comment
        yield number


@probe
def chain_of(depth, first):
    """The children function of a thread in which each comment, a number, has one answer: the next number."""

    def children(comment):
        if comment < first + depth:
            yield comment + 1

    return children


@probe(by_word="calls of Python functions are counted by the interpreter's own profiler")
def calls_during(nodes):
    """How many Python functions were called or resumed until all nodes had come, and how many nodes came."""
    import sys

    calls = count = 0

    def note(frame, event, arg):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(note)
    try:
        for _ in nodes:
            count += 1
    finally:
        sys.setprofile(None)
    return calls, count
