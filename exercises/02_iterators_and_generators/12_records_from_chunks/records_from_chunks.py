"""Put the records of a byte stream together again."""

from collections.abc import Iterable, Iterator


def records(chunks: Iterable[bytes]) -> Iterator[str]:
    r"""Yield the UTF-8 records between ``b"\n"`` as soon as they are complete; a last one without newline counts.

    Linear time, even if one record spans thousands of chunks.
    """
    raise NotImplementedError
