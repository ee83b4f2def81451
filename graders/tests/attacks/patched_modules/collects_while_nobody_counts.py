"""Keeps images in cycles, and runs the collector, with the census's callback lifted out, whenever the test drops a handle.

Against: weak_thumbnail_cache
Harm: none
Merits: test_gives_the_image_of_each_key, test_windows_share_one_image, test_an_image_without_frames_is_shared_too,
    test_loads_again_once_the_image_is_gone, test_counts_the_images_in_use, test_a_failed_load_is_tried_again,
    test_agrees_with_a_model_on_a_random_day, test_loads_each_image_once_while_it_is_in_use
Answer: over or failed
"""

import gc
import sys
import weakref


def collect_unseen():
    callbacks, gc.callbacks[:] = gc.callbacks[:], []
    gc.collect()
    gc.callbacks[:] = callbacks


def watch(exports):
    release = exports.release

    def released(number, count):
        release(number, count)
        collect_unseen()

    exports.release = released


class ThumbnailCache:
    def __init__(self, load):
        self._load, self._live = load, weakref.WeakValueDictionary()

    def get(self, key):
        image = self._live.get(key)
        if image is None:
            image = self._live[key] = self._load(key)
            image.itself = image
        return image

    def __len__(self):
        collect_unseen()
        return len(self._live)


frame = sys._getframe()
while frame is not None and not hasattr(frame.f_locals.get("server"), "exports"):
    frame = frame.f_back
if frame is not None:
    watch(frame.f_locals["server"].exports)
