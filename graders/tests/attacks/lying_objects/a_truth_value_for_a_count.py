"""Sets the loader's count to True, which Python takes for 1 and a schema does not take for a number.

Against: weak_thumbnail_cache
Harm: results.json no longer fits its schema
Merits: test_keeps_64_kib_at_most_after_3000_photos
Answer: failed or over or crashed
"""

import weakref


class ThumbnailCache:
    """Right, but for what it does to the counter."""

    def __init__(self, load):
        self._load = load
        self._images = weakref.WeakValueDictionary()

    def get(self, key):
        image = self._images.get(key)
        if image is None:
            image = self._images[key] = self._load(key)
        self._load.calls = True
        return image

    def __len__(self):
        return len(self._images)
