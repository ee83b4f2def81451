"""A pool of multiprocessing, behind a fork server, whose callbacks tell the loop which page is ready."""

import asyncio
from collections.abc import Callable
from multiprocessing import get_context


async def render_all(sizes: list[int], render: Callable[[int], bytes], workers: int) -> list[bytes]:
    loop = asyncio.get_running_loop()

    with get_context("forkserver").Pool(workers) as pool:
        pages = []
        for size in sizes:
            page = loop.create_future()
            pages.append(page)
            pool.apply_async(
                render,
                (size,),
                callback=lambda result, page=page: loop.call_soon_threadsafe(page.set_result, result),
                error_callback=lambda error, page=page: loop.call_soon_threadsafe(page.set_exception, error),
            )
        return await asyncio.gather(*pages)
