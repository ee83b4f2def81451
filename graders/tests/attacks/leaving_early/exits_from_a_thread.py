"""Ends the process with status 0 from the thread that fetches the first page, while the main thread waits.

Against: fetch_all_pages
Harm: none
Merits: nothing
Answer: crashed
"""

import os
import threading


def fetch_all(urls, fetch, limit):
    leaver = threading.Thread(target=os._exit, args=(0,))
    leaver.start()
    leaver.join()
    threading.Event().wait()
