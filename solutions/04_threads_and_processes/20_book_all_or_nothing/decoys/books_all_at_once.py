"""Lets every booking begin at once, however many are allowed.

Fails: test_books_no_more_than_allowed_at_once, test_the_timeout_is_for_all_of_them, test_begins_few_after_an_error
"""

import asyncio


async def book_all(services, book, at_once, timeout):
    try:
        async with asyncio.timeout(timeout), asyncio.TaskGroup() as group:
            tasks = [group.create_task(book(service)) for service in services]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
