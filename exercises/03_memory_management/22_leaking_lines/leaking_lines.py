"""Finds the lines whose memory grows each time that something is done."""

from collections.abc import Callable


def leaking_lines(work: Callable[[], object], rounds: int, least: int) -> list[tuple[str, int]]:
    """Return file and number of each line that holds ``least`` bytes more after each of ``rounds`` calls of ``work``.

    They come after one call that is not counted; the line with the most growth is first. Garbage, and
    what tracemalloc takes for its snapshots, is no growth.
    """
    raise NotImplementedError
