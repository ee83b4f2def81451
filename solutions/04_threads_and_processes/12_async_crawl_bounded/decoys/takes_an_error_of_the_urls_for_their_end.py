"""Reads the urls by a generator that ends at any error, as if there were no more of them.

Fails: test_raises_the_error_of_the_urls
"""

import asyncio


def quietly(urls):
    try:
        yield from urls
    except Exception:
        return


async def crawl(urls, fetch, limit):
    pages, rest = {}, quietly(urls)

    async def work():
        for url in rest:
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
