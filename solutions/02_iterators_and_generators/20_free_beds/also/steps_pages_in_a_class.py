"""An async iterator as a class, which closes its session at its end and in aclose; the search has it as a context."""

from collections import deque
from collections.abc import AsyncIterator
from typing import Any


class beds(AsyncIterator[str]):
    """Every bed of every page."""

    def __init__(self, connect: Any) -> None:
        self._connect = connect
        self._session: Any = None
        self._left: deque[str] = deque()
        self._page = 0
        self._over = False

    async def __anext__(self) -> str:
        try:
            while not self._left:
                if self._over:
                    raise StopAsyncIteration
                if self._session is None:
                    self._session = await self._connect()
                self._page += 1
                page = await self._session.page(self._page)
                if page is None:
                    raise StopAsyncIteration
                self._left.extend(page)
        except BaseException:
            await self.aclose()
            raise
        return self._left.popleft()

    async def aclose(self) -> None:
        self._over = True
        self._left.clear()
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def __aenter__(self) -> "beds":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


async def first_bed(connect: Any, fits: Any) -> str | None:
    """Return the first bed that fits, or None, with the session closed."""
    async with beds(connect) as walk:
        async for bed in walk:
            if fits(bed):
                return bed
    return None
