"""An event loop hands the blobs to threads, and a semaphore limits how many are under way."""

import asyncio
from functools import partial
from hashlib import new

SHA = partial(new, "sha256")


def hash_all(blobs: list[bytes], workers: int) -> list[str]:
    async def hash_each() -> list[str]:
        free = asyncio.Semaphore(workers)

        async def hash_one(blob: bytes) -> str:
            async with free:
                return (await asyncio.to_thread(SHA, blob)).hexdigest()

        return await asyncio.gather(*map(hash_one, blobs))

    return asyncio.run(hash_each())
