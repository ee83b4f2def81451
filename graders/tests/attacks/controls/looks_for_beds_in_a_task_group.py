"""A right answer that searches in a task of a TaskGroup of its own, and names its tasks.

Against: free_beds
Harm: none
Merits: everything
Answer: passed
"""

import asyncio
import contextlib


async def beds(connect):
    session = await connect()
    number = 1
    try:
        page = await session.page(number)
        while page is not None:
            for bed in page:
                yield bed
            number += 1
            page = await session.page(number)
    finally:
        await session.close()


async def search(connect, fits):
    async with contextlib.aclosing(beds(connect)) as walk:
        async for bed in walk:
            if fits(bed):
                return bed


async def first_bed(connect, fits):
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(search(connect, fits), name="search")
    except* Exception as errors:
        error = errors.exceptions[0]
    else:
        return task.result()
    raise error
