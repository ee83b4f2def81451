"""Two forecasts, computed by two processes at the same time."""

from collections.abc import Callable


def both(forecast: Callable[[str], str], first: str, second: str) -> tuple[str, str]:
    """Return ``forecast`` of ``first`` and ``second``; two processes compute at the same time."""
    raise NotImplementedError
