"""Share the thumbnails of a photo wall between its windows."""

from collections.abc import Callable
from typing import Generic, TypeVar

Image = TypeVar("Image")


class ThumbnailCache(Generic[Image]):
    """Hands out images by key, and loads one only if no live copy of it exists.

    The cache itself keeps no image alive.
    """

    def __init__(self, load: Callable[[str], Image]) -> None:
        raise NotImplementedError

    def get(self, key: str) -> Image:
        """Return the image of this key: the live one, or else a freshly loaded one."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many images are alive."""
        raise NotImplementedError
