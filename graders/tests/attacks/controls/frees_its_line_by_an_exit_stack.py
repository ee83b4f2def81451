"""A right answer by AsyncExitStack, for the session and for the walk, which says what it requests.

Against: free_beds
Harm: none
Merits: everything
Answer: passed
"""

import contextlib
import sys


async def beds(connect):
    async with contextlib.AsyncExitStack() as stack:
        session = await connect()
        stack.push_async_callback(session.close)
        number = 0
        while True:
            number += 1
            print("page", number, file=sys.stderr)
            match await session.page(number):
                case None:
                    break
                case page:
                    for bed in page:
                        yield bed


async def first_bed(connect, fits):
    async with contextlib.AsyncExitStack() as stack:
        walk = beds(connect)
        stack.push_async_callback(walk.aclose)
        async for bed in walk:
            if fits(bed):
                return bed
        return None
