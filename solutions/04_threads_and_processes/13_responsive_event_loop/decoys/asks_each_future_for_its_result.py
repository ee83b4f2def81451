"""Submits everything, but then calls result(), which blocks the loop, instead of awaiting.

Fails: test_the_event_loop_keeps_running, test_the_event_loop_keeps_running_after_an_error,
    test_begins_little_after_an_error
"""

from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(render, size) for size in sizes]
        return [future.result() for future in futures]
