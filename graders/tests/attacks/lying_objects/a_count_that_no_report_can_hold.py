"""Shares its images as asked, and sets the loader's count to 2**70: more than a JSON library may write as an int.

Against: weak_thumbnail_cache
Harm: the results are never written
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
        self._load.calls = 1 << 70
        return image

    def __len__(self):
        return len(self._images)
