"""Asks whether the image is true, so that an image without frames is loaded again; all else is right.

Against: weak_thumbnail_cache
Harm: none
Merits: test_gives_the_image_of_each_key, test_windows_share_one_image, test_loads_again_once_the_image_is_gone, test_counts_the_images_in_use, test_a_failed_load_is_tried_again, test_agrees_with_a_model_on_a_random_day, test_loads_each_image_once_while_it_is_in_use, test_keeps_no_image_alive, test_keeps_64_kib_at_most_after_3000_photos
Answer: failed
"""

from weakref import WeakValueDictionary


class ThumbnailCache:
    """A cache with one wrong question."""

    def __init__(self, load):
        self._load = load
        self._live = WeakValueDictionary()

    def get(self, key):
        """The image, if it is true."""
        image = self._live.get(key)
        if not image:
            image = self._live[key] = self._load(key)
        return image

    def __len__(self):
        """Images in use."""
        return len(self._live)
