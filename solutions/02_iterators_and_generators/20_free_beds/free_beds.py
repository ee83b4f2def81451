"""The generator closes its session in finally; the search closes the generator by aclosing, at once."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from itertools import count
from typing import Protocol


class Session(Protocol):
    """A line to the shared list, as long as it is open."""

    async def page(self, number: int) -> Sequence[str] | None:
        """Return the beds on a page, from 1 on, or None after the last page."""

    async def close(self) -> None:
        """Free the line."""


async def beds(connect: Callable[[], Awaitable[Session]]) -> AsyncGenerator[str, None]:
    """Yield every bed of every page; request a page when its first bed is wanted.

    Close the session however the walk ends.
    """
    session = await connect()
    try:
        for number in count(1):
            page = await session.page(number)
            if page is None:
                return
            for bed in page:
                yield bed
    finally:
        await session.close()


async def first_bed(connect: Callable[[], Awaitable[Session]], fits: Callable[[str], bool]) -> str | None:
    """Return the first bed that fits, or None, with the session closed."""
    async with aclosing(beds(connect)) as walk:
        async for bed in walk:
            if fits(bed):
                return bed
    return None
