"""A WeakValueDictionary finds the images that are in use, and forgets the others by itself."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

Image = TypeVar("Image")


class ThumbnailCache(Generic[Image]):
    """Hands out images by key, and loads one only if no live copy of it exists.

    The cache itself keeps no image alive.
    """

    def __init__(self, load: Callable[[str], Image]) -> None:
        self._load = load
        self._live: WeakValueDictionary[str, Image] = WeakValueDictionary()

    def get(self, key: str) -> Image:
        """Return the image of this key: the live one, or else a freshly loaded one."""
        image = self._live.get(key)
        if image is None:
            image = self._live[key] = self._load(key)
        return image

    def __len__(self) -> int:
        """Return how many images are alive."""
        return len(self._live)
