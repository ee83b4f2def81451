"""Returns out of the async for, and leaves the generator paused with its session until the loop gets to it.

Fails: test_leaves_no_session_open_when_it_has_found_a_bed, test_leaves_no_session_open_when_fits_fails
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
    async for bed in beds(connect):
        if fits(bed):
            return bed
    return None
