"""Collects all beds, from every page, before it looks for one that fits.

Fails: test_searches_no_further_than_the_bed
"""


async def beds(connect):
    session = await connect()
    number = 1
    try:
        while (page := await session.page(number)) is not None:
            for bed in page:
                yield bed
            number += 1
    finally:
        await session.close()


async def first_bed(connect, fits):
    found = [bed async for bed in beds(connect)]
    return next(filter(fits, found), None)
