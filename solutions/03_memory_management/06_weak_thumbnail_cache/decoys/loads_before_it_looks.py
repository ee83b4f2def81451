"""Hands setdefault a loaded image, which is loaded whether it is needed or not.

Fails: test_agrees_with_a_model_on_a_random_day, test_loads_each_image_once_while_it_is_in_use
"""

from weakref import WeakValueDictionary


class ThumbnailCache:
    def __init__(self, load):
        self._load = load
        self._live = WeakValueDictionary()

    def get(self, key):
        return self._live.setdefault(key, self._load(key))

    def __len__(self):
        return len(self._live)
