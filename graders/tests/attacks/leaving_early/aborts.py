"""Aborts the process with SIGABRT after it has put its handlers, and its core limit, out of the way.

Against: weak_thumbnail_cache
Harm: none
Merits: nothing
Answer: crashed
"""

import os
import signal


class ThumbnailCache:
    def __init__(self, load):
        signal.signal(signal.SIGABRT, signal.SIG_DFL)
        os.abort()

    def get(self, key):
        return None

    def __len__(self):
        return 0
