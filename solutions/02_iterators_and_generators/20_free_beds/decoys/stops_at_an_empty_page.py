"""Takes an empty page for the end.

Fails: test_goes_on_after_an_empty_page, test_agrees_with_a_plain_loop_on_random_pages
"""

from contextlib import aclosing


async def beds(connect):
    session = await connect()
    number = 1
    try:
        while page := await session.page(number):
            for bed in page:
                yield bed
            number += 1
    finally:
        await session.close()


async def first_bed(connect, fits):
    async with aclosing(beds(connect)) as walk:
        async for bed in walk:
            if fits(bed):
                return bed
    return None
