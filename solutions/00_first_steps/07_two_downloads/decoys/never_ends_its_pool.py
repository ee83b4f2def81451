"""Opens a pool without a with block, so a kept error keeps its threads.

Fails: test_leaves_no_thread_behind
"""

from concurrent.futures import ThreadPoolExecutor


def both(download, first, second):
    pool = ThreadPoolExecutor(2)
    one, other = pool.map(download, [first, second])
    return one, other
