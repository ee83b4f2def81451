"""Find the oldest tree without hurting any of them twice."""

from collections.abc import Callable


def oldest(trees: list[str], rings: Callable[[str], int]) -> str:
    """Return the tree with the most rings, the first one of several.

    Each call of ``rings`` drills a hole: call it once for each tree.
    """
    raise NotImplementedError
