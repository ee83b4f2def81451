"""Gathers, which raises the first error and lets all the other bookings go on.

Fails: test_all_have_ended_when_an_error_comes, test_all_have_ended_when_the_time_is_over,
    test_all_have_ended_when_it_is_cancelled
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    allowed = asyncio.Semaphore(at_once)

    async def one(service):
        async with allowed:
            return await book(service)

    async with asyncio.timeout(timeout):
        return await asyncio.gather(*map(one, services))
