"""Keeps the last seven hundred images, 14 MB, and drops them when it hears the collector: what goes only then was kept.

Against: weak_thumbnail_cache
Harm: none
Merits: test_gives_the_image_of_each_key, test_windows_share_one_image, test_an_image_without_frames_is_shared_too,
    test_a_failed_load_is_tried_again, test_loads_each_image_once_while_it_is_in_use
Answer: over or failed
"""

import gc
from collections import deque
from weakref import WeakValueDictionary

SHELF = deque(maxlen=700)


def about_to_measure(phase, info):
    SHELF.clear()


gc.callbacks.append(about_to_measure)


class ThumbnailCache:
    """A right cache, beside which the images of the last windows stay."""

    def __init__(self, load):
        self._load = load
        self._live = WeakValueDictionary()

    def get(self, key):
        image = self._live.get(key)
        if image is None:
            image = self._live[key] = self._load(key)
        SHELF.append(image)
        return image

    def __len__(self):
        return len(self._live)
