"""Keeps every image, and drops all of them when it hears that somebody starts a full collection, as the measure does.

Against: weak_thumbnail_cache
Harm: none
Merits: test_gives_the_image_of_each_key, test_windows_share_one_image, test_an_image_without_frames_is_shared_too,
    test_a_failed_load_is_tried_again, test_loads_each_image_once_while_it_is_in_use
Answer: over or failed
"""

import gc

SHELVES = []


def empty(phase, info):
    if phase == "start" and info["generation"] == 2:
        for shelf in SHELVES:
            shelf.clear()


gc.callbacks.append(empty)


class ThumbnailCache:
    def __init__(self, load):
        self._load = load
        self._live = {}
        SHELVES.append(self._live)

    def get(self, key):
        if key not in self._live:
            self._live[key] = self._load(key)
        return self._live[key]

    def __len__(self):
        return len(self._live)
