"""Wraps render in an async def, as if that made it run beside the loop.

Fails: test_the_event_loop_keeps_running, test_the_event_loop_keeps_running_after_an_error,
    test_renders_in_two_processes_at_once, test_uses_all_its_workers, test_begins_little_after_an_error
"""

import asyncio


async def render_all(sizes, render, workers):
    async def render_page(size):
        return render(size)

    return await asyncio.gather(*(render_page(size) for size in sizes))
