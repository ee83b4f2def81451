"""Gathers its workers: a cancel of the gathering cancels them all and waits for them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator


async def crawl(urls: Iterable[str], fetch: Callable[[str], Awaitable[str]], limit: int) -> dict[str, str | Exception]:
    pages: dict[str, str | Exception] = {}
    rest = iter(urls)
    await asyncio.gather(*(_work(rest, fetch, pages) for _ in range(limit)))
    return pages


async def _work(urls: Iterator[str], fetch: Callable[[str], Awaitable[str]], pages: dict[str, str | Exception]) -> None:
    for url in urls:
        try:
            pages[url] = await fetch(url)
        except Exception as error:
            pages[url] = error
