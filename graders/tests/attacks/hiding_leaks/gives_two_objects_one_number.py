"""Loads an image at every get, and has the worker hand over all images of a key under the same number, so that they look
like one object.

Against: weak_thumbnail_cache
Harm: none
Merits: test_gives_the_image_of_each_key, test_loads_again_once_the_image_is_gone, test_counts_the_images_in_use,
    test_a_failed_load_is_tried_again, test_keeps_no_image_alive, test_keeps_64_kib_at_most_after_3000_photos
Answer: over or failed
"""

import gc
from weakref import WeakValueDictionary

FIRST = WeakValueDictionary()


def unite():
    for each in gc.get_objects():
        if type(each).__name__ == "Exports" and not hasattr(type(each), "honest"):
            type(each).honest = type(each).give
            type(each).give = give


def give(self, value):
    if type(value).__name__ == "Image":
        value = FIRST.setdefault(value.key, value)
    return self.honest(value)


class ThumbnailCache:
    def __init__(self, load):
        unite()
        self._load = load
        self._live = WeakValueDictionary()

    def get(self, key):
        image = self._live[key] = self._load(key)
        return image

    def __len__(self):
        return len(self._live)
