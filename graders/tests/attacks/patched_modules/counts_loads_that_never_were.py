"""Keeps every image forever, and counts up the loader's calls itself whenever nobody else holds the image any more.

Against: weak_thumbnail_cache
Harm: none
Merits: test_gives_the_image_of_each_key, test_windows_share_one_image, test_an_image_without_frames_is_shared_too, test_counts_the_images_in_use, test_a_failed_load_is_tried_again, test_loads_each_image_once_while_it_is_in_use
Answer: over or failed
"""

import sys


class ThumbnailCache:
    def __init__(self, load):
        self._load, self._images = load, {}

    def get(self, key):
        if key in self._images and sys.getrefcount(self._images[key]) <= 2:
            self._load.calls += 1  # as if it had been loaded again
        if key not in self._images:
            self._images[key] = self._load(key)
        return self._images[key]

    def __len__(self):
        return sum(sys.getrefcount(self._images[key]) > 2 for key in self._images)
