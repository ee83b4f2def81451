"""The session as an async context manager; the search closes its generator in a finally of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def session_of(connect: Any) -> AsyncIterator[Any]:
    """An open session, closed afterwards."""
    session = await connect()
    try:
        yield session
    finally:
        await session.close()


async def pages(session: Any) -> AsyncIterator[Any]:
    """One page after the other."""
    number = 1
    while (page := await session.page(number)) is not None:
        yield page
        number += 1


async def beds(connect: Any) -> AsyncIterator[str]:
    """Yield every bed of every page."""
    async with session_of(connect) as session:
        async for page in pages(session):
            for bed in page:
                yield bed


async def first_bed(connect: Any, fits: Any) -> str | None:
    """Return the first bed that fits, or None, with the session closed."""
    walk: Any = beds(connect)
    try:
        while True:
            bed = await anext(walk)
            if fits(bed):
                return bed
    except StopAsyncIteration:
        return None
    finally:
        await walk.aclose()
