"""Look for a free bed in the list that hospitals share."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
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
    raise NotImplementedError
    yield ""  # it is the yield that makes an async generator of it


async def first_bed(connect: Callable[[], Awaitable[Session]], fits: Callable[[str], bool]) -> str | None:
    """Return the first bed that fits, or None, with the session closed."""
    raise NotImplementedError
