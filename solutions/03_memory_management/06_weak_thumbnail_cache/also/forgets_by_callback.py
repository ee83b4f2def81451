"""A dict of weak references; each has a callback that takes its entry out when the image dies."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ref

Image = TypeVar("Image")


class ThumbnailCache(Generic[Image]):
    def __init__(self, load: Callable[[str], Image]) -> None:
        self._load = load
        self._live: dict[str, ref[Image]] = {}

    def get(self, key: str) -> Image:
        known = self._live.get(key)
        image = known() if known else None
        if image is None:
            image = self._load(key)
            self._live[key] = ref(image, lambda _: self._live.pop(key, None))
        return image

    def __len__(self) -> int:
        return len(self._live)
