"""Writes all counts down first, and sorts by them; a sort keeps the order of equals."""

from collections.abc import Callable


def oldest(trees: list[str], rings: Callable[[str], int]) -> str:
    counts = [rings(tree) for tree in trees]
    places = sorted(range(len(trees)), key=lambda place: -counts[place])
    return trees[places[0]]
