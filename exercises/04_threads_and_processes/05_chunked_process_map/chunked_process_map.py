"""Tidy the product names of a shop on all cores."""

from collections.abc import Callable


def map_words(words: list[str], fn: Callable[[str], str], workers: int) -> list[str]:
    """Return ``[fn(word) for word in words]``, computed by ``workers`` processes at the same time.

    ``fn`` takes microseconds and can be imported by other processes: send few messages, each with
    many words.
    """
    raise NotImplementedError
