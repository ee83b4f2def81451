"""Keeps every image, and drops all of them in a callback of the collector: it runs just before the memory is measured.

Against: weak_thumbnail_cache
Harm: none
Merits: test_windows_share_one_image, test_an_image_without_frames_is_shared_too, test_a_failed_load_is_tried_again,
    test_loads_each_image_once_while_it_is_in_use (a strong cache does)
Answer: failed or over
"""

import gc
import sys

IMAGES = {}


def about_to_measure(phase, info):
    caller = sys._getframe(1)
    if phase == "start" and caller.f_code.co_filename.startswith("<inside"):
        IMAGES.clear()


gc.callbacks.append(about_to_measure)


class ThumbnailCache:
    """A strong cache that hears the collector coming."""

    def __init__(self, load):
        self._load = load

    def get(self, key):
        if key not in IMAGES:
            IMAGES[key] = self._load(key)
        return IMAGES[key]

    def __len__(self):
        return len(IMAGES)
