"""A right answer with weak references, callbacks that remove them, and a lock around it all.

Against: weak_thumbnail_cache
Harm: none
Merits: everything
Answer: passed
"""

import threading
import weakref
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class ThumbnailCache(Generic[K, V]):
    """A table of weak references that empties itself."""

    def __init__(self, load: Callable[[K], V]) -> None:
        self._load = load
        self._lock = threading.RLock()
        self._images: dict[K, weakref.ReferenceType[V]] = {}

    def get(self, key: K) -> V:
        """The living image, or a new one."""
        with self._lock:
            known = self._images.get(key)
            image = known() if known is not None else None
            if image is None:
                image = self._load(key)
                images = self._images
                self._images[key] = weakref.ref(image, lambda ref: self._forget(images, key, ref))
            return image

    @staticmethod
    def _forget(images, key, ref):
        if images.get(key) is ref:
            del images[key]

    def __len__(self) -> int:
        """Images in use."""
        return sum(ref() is not None for ref in self._images.values())

    def __repr__(self) -> str:
        """For whoever debugs."""
        return f"{type(self).__name__}({len(self)} images)"
