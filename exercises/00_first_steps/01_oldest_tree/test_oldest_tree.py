"""Specification of oldest: which tree it finds, then how many holes it drills."""

from graders import at_most, counted, seeded

from oldest_tree import oldest


def test_finds_the_tree_with_the_most_rings():
    """The oldest of three trees is found, wherever it stands; of one tree, that one.

    Try: the answer is the name of a tree, not its number, and it is returned, not printed.
    """
    years = {"lime": 120, "elm": 310, "oak": 85}
    for trees in (["lime", "elm", "oak"], ["elm", "oak", "lime"], ["oak", "lime", "elm"]):
        assert oldest(trees, lambda tree: years[tree]) == "elm"
    assert oldest(["oak"], lambda tree: years[tree]) == "oak"


def test_returns_the_first_of_several():
    """Of trees that are equally old, the first in the list is returned.

    Try: replace the best tree so far only by one that has more rings, not as many.
    """
    assert oldest(["elm", "lime", "oak", "ash"], lambda tree: 85 if tree == "elm" else 120) == "lime"


def test_drills_each_tree_once():
    """Finding the oldest of 100 trees takes at most 100 drillings: 1.0 per tree.

    Try: each rings(...) in your loop drills. Keep its answer in a variable, or let max do the asking: see help(max).
    """
    rng = seeded()
    years = {f"tree {number}": age for number, age in enumerate(rng.sample(range(1_000), 100))}
    rings = counted(lambda tree: years[tree])
    tree = oldest(list(years), rings)
    at_most(rings.calls / 100, 1.0, "drillings per tree")
    assert years[tree] == max(years.values())
