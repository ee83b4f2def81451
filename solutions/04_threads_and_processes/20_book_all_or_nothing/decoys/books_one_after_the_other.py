"""Awaits one booking before it begins the next.

Fails: test_books_several_at_once, test_all_have_ended_when_an_error_comes
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    allowed = asyncio.Semaphore(at_once)

    async def one(service):
        async with allowed:
            return await book(service)

    async with asyncio.timeout(timeout):
        return [await one(service) for service in services]
