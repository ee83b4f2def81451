"""Asks for the entry first, and loads when there is none: a KeyError tells that nobody uses the image."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

Image = TypeVar("Image")


class ThumbnailCache(WeakValueDictionary[str, Image], Generic[Image]):
    def __init__(self, load: Callable[[str], Image]) -> None:
        super().__init__()
        self._load = load

    def get(self, key: str) -> Image:  # type: ignore[override]
        try:
            return self[key]
        except KeyError:
            image = self._load(key)
            self[key] = image
            return image
