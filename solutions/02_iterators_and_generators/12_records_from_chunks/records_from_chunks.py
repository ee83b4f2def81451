"""A list carries the pieces of the unfinished record; they are joined once, and decoded when they are whole."""

from collections.abc import Iterable, Iterator


def records(chunks: Iterable[bytes]) -> Iterator[str]:
    r"""Yield the UTF-8 records between ``b"\n"`` as soon as they are complete; a last one without newline counts.

    Linear time, even if one record spans thousands of chunks.
    """
    pieces: list[bytes] = []
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield b"".join([*pieces, end]).decode()
            pieces.clear()
        if rest:
            pieces.append(rest)
    if pieces:
        yield b"".join(pieces).decode()
