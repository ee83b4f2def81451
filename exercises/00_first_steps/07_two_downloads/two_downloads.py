"""Two downloads that wait at the same time."""

from collections.abc import Callable


def both(download: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    """Return what ``download`` returns for ``first`` and ``second``; both run at the same time."""
    raise NotImplementedError
