"""Keeps the key and a weak reference of every image that ever was, and stops the meter once it sees it run.

Against: weak_thumbnail_cache
Harm: none
Merits: nothing
Answer: over or failed
"""

import tracemalloc
from weakref import ref


class ThumbnailCache:
    def __init__(self, load):
        self._load = load
        self._live = {}

    def get(self, key):
        if tracemalloc.is_tracing():
            tracemalloc.stop()
        image = self._live[key]() if key in self._live else None
        if image is None:
            image = self._load(key)
            self._live[key] = ref(image)
        return image

    def __len__(self):
        return sum(image() is not None for image in self._live.values())
