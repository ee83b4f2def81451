"""Specification of Node: behaviour first, then how long a tree may live.

``lives`` counts the nodes. It keeps the garbage collector off, so "at once" means at once.
"""

from graders import exactly, lives, memory_ceiling, probe, seeded, time_limit

from itertools import pairwise

import pytest

from tree_with_weak_parent import Node


def test_a_new_node_is_a_root():
    """A new node has its name, no parent and no children, and its path is its name.

    Try: keep the name and an empty list in __init__; parent is None until somebody adds the node.
    """
    name = label()
    node = Node(name)
    assert node.name == name
    assert node.parent is None
    assert list(node.children) == []
    assert node.path() == name


def test_adds_children_in_order():
    """children are the nodes that were added, in order, and parent is the very node that has them.

    Try: let parent return the node itself, not a copy, a proxy or a weak reference to it.
    """
    book, *chapters = made("book", "dawn", "noon", "dusk")
    for chapter in chapters:
        book.add(chapter)
    assert list(book.children) == chapters
    for chapter in chapters:
        assert chapter.parent is book
    assert book.parent is None


def test_gives_the_path_from_the_root():
    """The path has all names from the root down, even if the tree is put together bottom up.

    Try: walk from parent to parent when the path is asked for. What was written down earlier may be out of date.
    """
    book, chapter, section = made("book", "dawn", "mist")
    chapter.add(section)
    assert section.path() == "dawn/mist"
    book.add(chapter)
    assert section.path() == "book/dawn/mist"


def test_gives_the_path_from_far_below():
    """3,000 levels below the root the path is right, and a circle is refused.

    Try: a method that calls itself for every level runs out of stack at about a thousand. Walk up in a loop.
    """
    time_limit(cpu=6)
    names = list(map(str, seeded().sample(range(10_000), 3_000)))
    assert path_in_the_deep(Node, names) == "/".join(names)


def test_a_parent_keeps_its_children():
    """Children that nobody else refers to live for as long as their parent does.

    Try: one direction must own the other. Which one did you make weak?
    """
    with lives(Node):
        book = Node("book")
        book.add(chain("dawn", "mist")[0])
        book.add(Node("noon"))
        assert [chapter.name for chapter in book.children] == ["dawn", "noon"]
        assert [section.name for section in book.children[0].children] == ["mist"]


def test_a_removed_child_is_a_root():
    """A removed child isn't a child any more, has no parent, and can be added elsewhere.

    Try: there are two ends to undo: the children of the one, and the parent of the other.
    """
    book, dawn, noon, other = made("book", "dawn", "noon", "other")
    book.add(dawn)
    book.add(noon)
    book.remove(dawn)
    assert list(book.children) == [noon]
    assert dawn.parent is None
    assert dawn.path() == "dawn"
    other.add(dawn)
    assert dawn.parent is other
    assert dawn.path() == "other/dawn"


def test_nodes_of_the_same_name_are_two_nodes():
    """If two children have the same name, the one that is removed goes.

    Try: a name doesn't tell two nodes apart. What does a list compare when it looks for the one to remove?
    """
    book, first, second = made("book", "note", "note")
    book.add(first)
    book.add(second)
    book.remove(second)
    (left,) = book.children
    assert left is first
    assert (first.path(), second.path()) == ("book/note", "note")


def test_add_moves_a_node_that_has_a_parent():
    """A node that is added elsewhere leaves its old parent; added to the same parent again, it goes to the end.

    Try: before you append the child, take it out of its old parent.
    """
    book, other, dawn, noon = made("book", "other", "dawn", "noon")
    book.add(dawn)
    book.add(noon)
    book.add(dawn)
    assert list(book.children) == [noon, dawn]
    other.add(dawn)
    assert list(book.children) == [noon]
    assert list(other.children) == [dawn]
    assert dawn.parent is other


def test_refuses_what_makes_no_tree():
    """Removing a node that isn't a child, or adding a node below itself, is a ValueError, and changes nothing.

    Try: before you change anything, walk up from this node: is the new child on the way?
    """
    book, chapter, section = chain("book", "dawn", "mist")
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
        book.remove(section)
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
        section.add(book)
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
        chapter.add(chapter)
    assert section.path() == "book/dawn/mist"
    assert book.parent is None
    assert list(section.children) == []
    *line, lowest = chain(*"abcdefgh")
    for above in line:
        with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
            lowest.add(above)
    assert lowest.path() == "a/b/c/d/e/f/g/h"


def test_agrees_with_a_model_on_random_moves():
    """Through eighty random moves, every path is what a table of parents says.

    Try: replay with the seed shown, and follow the first node whose path differs.
    """
    rng, above = seeded(), dict.fromkeys(range(12))
    nodes = [Node(f"n{number}") for number in above]

    def way(number):
        return ([] if above[number] is None else way(above[number])) + [number]

    def part(child):
        if above[child] is not None:
            nodes[above[child]].remove(nodes[child])
            above[child] = None

    def join(child, parent):
        if child not in way(parent):
            nodes[parent].add(nodes[child])
            above[child] = parent

    for _ in range(80):
        child, parent = rng.sample(range(12), 2)
        part(child) if rng.random() < 0.3 else join(child, parent)
    for child in range(6):
        part(child)
    join(2, 1)  # a chain that is put together bottom up
    join(1, 0)
    assert [node.path() for node in nodes] == ["/".join(f"n{each}" for each in way(number)) for number in above]
    assert sum(len(node.children) for node in nodes) == sum(parent is not None for parent in above.values())


def test_frees_the_whole_tree_at_once():
    """When the last name for a tree is deleted, 0 of its nodes are alive.

    Try: draw an arrow for every reference between a parent and its child. Do they go round in a circle? Which of the
    two could make do with an arrow that doesn't hold?
    """
    rng = seeded()
    count = rng.randrange(12, 20)
    with lives(Node) as nodes:
        tree = [Node(f"n{number}") for number in range(count)]
        places = [rng.randrange(number) for number in range(1, count)]
        for number, place in enumerate(places, 1):
            tree[place].add(tree[number])
        assert sum(len(node.children) for node in tree) == count - 1
        assert tree[-1].parent is tree[places[-1]]
        assert nodes.alive == count
        del tree
        nodes.at_most(0, "nodes alive after their tree is dropped")


def test_frees_a_removed_branch_at_once():
    """When a branch was removed and its name is deleted, 0 of its nodes are alive.

    Try: below the branch there are parents and children too. What does a child refer to?
    """
    name = label()
    book, chapter = chain("book", name)
    with lives(Node, held=[book, chapter]) as nodes:
        branch, *below = chain("dawn", "mist", "dew")
        chapter.add(branch)
        assert below[-1].path() == f"book/{name}/dawn/mist/dew"
        chapter.remove(branch)
        assert nodes.alive == 3
        del branch, below
        nodes.at_most(0, "nodes alive after their branch is dropped")
    assert list(chapter.children) == []
    assert chapter.path() == f"book/{name}"


def test_a_held_child_does_not_keep_its_parent():
    """A child that somebody still holds keeps none of the nodes above it: its parent is None then.

    Try: a child does not own its parent. It may ask for it, but has to be ready for the answer that it is gone.
    """
    name = label()
    chapter, section = chain("dawn", name)
    with lives(Node, held=[chapter, section]) as nodes:
        shelf, book = chain("shelf", "book")
        book.add(chapter)
        assert section.path() == f"shelf/book/dawn/{name}"
        assert nodes.alive == 2
        del shelf, book
        nodes.at_most(0, "nodes alive above the child that is held")
    assert chapter.parent is None
    assert section.parent is chapter
    assert section.path() == f"dawn/{name}"


def test_holds_4_mib_over_60_documents():
    """60 documents, 500 KB each, dropped one after the other, need at most 4 MiB and 0 collector runs.

    Try: a dropped tree must go before the next one is opened, with nobody's help: not even a call of gc.collect().
    """
    rng = seeded()
    letter, names = rng.choice("abcdefgh"), [f"book {number}" for number in rng.sample(range(10_000), 60)]
    with memory_ceiling("4 MiB"), lives(Node) as nodes:
        assert open_and_close(Node, names, letter) == [f"{name}/heading/end" for name in names]
        exactly(nodes.collections, 0, "runs of the garbage collector")


# What the tests above are made of


@probe
def open_and_close(node, names, letter):
    """Open a document of each name, one after the other, each with a heading of 500,000 letters; where each ends."""
    ends = []
    for name in names:
        heading = letter * 500_000
        book, chapter, section = node(name), node(heading), node("end")
        book.add(chapter)
        chapter.add(section)
        ends.append(section.path().replace(heading, "heading"))
        book.remove(chapter)
        book = chapter = section = None
    return ends


@probe
def path_in_the_deep(node, names):
    """The path of the lowest of the nodes with these names; "a circle" if it takes the top one."""
    above = lowest = node(names[-1])
    for name in reversed(names[:-1]):
        below, above = above, node(name)
        above.add(below)
    try:
        lowest.add(above)
    except ValueError:
        return lowest.path()
    return "a circle"


def made(*names):
    """A node for each of these names."""
    return [Node(name) for name in names]


def chain(*names):
    """Nodes of these names, each the child of the one before."""
    nodes = made(*names)
    for above, below in pairwise(nodes):
        above.add(below)
    return nodes


def label():
    """A name that nobody knows beforehand."""
    return f"part-{seeded().randrange(10**6)}"
