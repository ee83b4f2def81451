"""Loads the image at every get, and then writes the number of calls that it should have made into the loader.

Against: weak_thumbnail_cache
Harm: none
Merits: test_keeps_64_kib_at_most_after_3000_photos
Answer: over or failed
"""

from weakref import WeakValueDictionary


class ThumbnailCache:
    def __init__(self, load):
        self._load = load
        self._live = WeakValueDictionary()
        self._calls = 0

    def get(self, key):
        if key not in self._live:
            self._calls += 1
        image = self._live[key] = self._load(key)
        self._load.calls = self._calls
        return image

    def __len__(self):
        return len(self._live)
