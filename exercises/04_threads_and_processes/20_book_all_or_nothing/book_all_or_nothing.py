"""Bookings for one day: all of them, or none."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

S = TypeVar("S")
R = TypeVar("R")


async def book_all(services: Iterable[S], book: Callable[[S], Awaitable[R]], at_once: int, timeout: float) -> list[R]:
    """Return what ``await book(service)`` gives for each service, in order; ``at_once`` are under way at a time.

    The first error is raised itself, and ``TimeoutError`` after ``timeout`` seconds in all; by then, as
    when the coroutine is cancelled, every booking that was begun has been cancelled and has ended.
    """
    raise NotImplementedError
