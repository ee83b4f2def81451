"""Begins the timeout anew with each booking.

Fails: test_the_timeout_is_for_all_of_them
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    allowed = asyncio.Semaphore(at_once)

    async def one(service):
        async with allowed:
            async with asyncio.timeout(timeout):
                return await book(service)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(service)) for service in services]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
