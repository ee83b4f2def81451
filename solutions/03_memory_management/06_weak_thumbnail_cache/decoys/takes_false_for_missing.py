"""Takes an image that counts as false for a missing one.

Fails: test_an_image_without_frames_is_shared_too
"""

from weakref import WeakValueDictionary


class ThumbnailCache:
    def __init__(self, load):
        self._load = load
        self._live = WeakValueDictionary()

    def get(self, key):
        image = self._live.get(key)
        if not image:
            image = self._live[key] = self._load(key)
        return image

    def __len__(self):
        return len(self._live)
