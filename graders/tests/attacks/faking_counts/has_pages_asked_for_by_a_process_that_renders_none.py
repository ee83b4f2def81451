"""Renders in the event loop itself; meanwhile another process asks the test for the pages, so that they seem under way.

Against: responsive_event_loop
Harm: none
Merits: test_gives_a_page_for_every_size, test_gives_nothing_for_nothing, test_raises_the_error_of_a_page,
    test_leaves_no_process_behind, test_the_event_loop_keeps_running_after_an_error, test_begins_little_after_an_error
Answer: over or failed
"""

import asyncio
import os


async def render_all(sizes, render, workers):
    child = os.fork()
    if not child:
        try:
            from unit import ask

            for size in sizes:
                ask(size)
        finally:
            os._exit(0)
    for _ in range(60):
        await asyncio.sleep(0.002)
    pages = [render(size) for size in sizes]
    os.waitpid(child, 0)
    return pages
