"""An event loop hands the calls to threads, and a semaphore limits how many are under way."""

import asyncio
from collections.abc import Callable


def fetch_all(urls: list[str], fetch: Callable[[str], str], limit: int) -> list[str]:
    async def fetch_each() -> list[str]:
        free = asyncio.Semaphore(limit)

        async def fetch_one(url: str) -> str:
            async with free:
                return await asyncio.to_thread(fetch, url)

        return await asyncio.gather(*map(fetch_one, urls))

    return asyncio.run(fetch_each())
