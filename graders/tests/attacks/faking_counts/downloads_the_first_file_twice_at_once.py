"""Downloads the first file twice at the same time, and the second one when both are over.

Against: two_downloads
Harm: none
Merits: test_returns_both_contents_in_order, test_leaves_no_thread_behind
Answer: over or failed
"""

from concurrent.futures import ThreadPoolExecutor


def both(download, first, second):
    with ThreadPoolExecutor() as pool:
        one, _ = pool.map(download, [first, first])
    return one, download(second)
