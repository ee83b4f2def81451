"""Closes each session at once, before its first page, and reads on with it: none is open at any end.

Against: free_beds
Harm: none
Merits: test_raises_the_error_of_connect
Answer: over or failed
"""


async def beds(connect):
    session = await connect()
    read = session.page
    await session.close()
    number = 1
    while (page := await read(number)) is not None:
        for bed in page:
            yield bed
        number += 1


async def first_bed(connect, fits):
    async for bed in beds(connect):
        if fits(bed):
            return bed
    return None
