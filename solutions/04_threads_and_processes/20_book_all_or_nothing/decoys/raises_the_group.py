"""Lets the group of errors out, in which a caller does not find the error.

Fails: test_raises_the_error_itself, test_raises_one_of_several_errors, test_raises_the_error_of_the_list,
    test_begins_few_after_an_error,
    test_all_have_ended_when_an_error_comes
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    allowed = asyncio.Semaphore(at_once)

    async def one(service):
        async with allowed:
            return await book(service)

    async with asyncio.timeout(timeout), asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(service)) for service in services]
    return [task.result() for task in tasks]
