"""Loads a new image at every look, and then sets the loader's own count back: the counter lives beside this code.

Against: weak_thumbnail_cache
Harm: none
Merits: nothing
Answer: failed or over
"""

import weakref


class ThumbnailCache:
    """A window on the counter."""

    def __init__(self, load):
        self._load = load
        self._images = weakref.WeakValueDictionary()

    def get(self, key):
        before = self._load.calls
        known = key in self._images
        image = self._load(key)
        if known:
            self._load.calls = before
        self._images[key] = image
        return image

    def __len__(self):
        return len(self._images)
