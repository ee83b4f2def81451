"""Keeps a shell of every image for good, but takes the pixels out of it when its users seem gone, by its reference
count.

Against: weak_thumbnail_cache
Harm: none
Merits: test_gives_the_image_of_each_key, test_windows_share_one_image, test_an_image_without_frames_is_shared_too,
    test_loads_again_once_the_image_is_gone, test_counts_the_images_in_use, test_a_failed_load_is_tried_again,
    test_agrees_with_a_model_on_a_random_day, test_loads_each_image_once_while_it_is_in_use
Answer: over or failed
"""

import sys


class ThumbnailCache:
    def __init__(self, load):
        self._load = load
        self._all = {}

    def _in_use(self, key):
        image = self._all.get(key)
        return image is not None and sys.getrefcount(image) > 3

    def get(self, key):
        if self._in_use(key):
            return self._all[key]
        old = self._all.get(key)
        if old is not None:
            old.pixels = b""
        image = self._all[key] = self._load(key)
        return image

    def __len__(self):
        return sum(map(self._in_use, list(self._all)))
