"""Uses processes, but blocks the loop until their results are there.

Fails: test_the_event_loop_keeps_running, test_the_event_loop_keeps_running_after_an_error
"""

from concurrent.futures import ProcessPoolExecutor


async def render_all(sizes, render, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(render, sizes))
