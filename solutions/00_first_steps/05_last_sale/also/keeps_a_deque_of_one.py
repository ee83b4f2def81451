"""A deque with room for one: what comes in pushes out what was there."""

from collections import deque
from collections.abc import Iterable


def last_sale(lines: Iterable[str]) -> str:
    newest = deque(lines, maxlen=1)
    return newest[0] if newest else ""
