"""Whoever cannot have the second lock releases the first one, and waits for the other while holding nothing."""

from typing import Any


def transfer(src: Any, dst: Any, amount: int) -> None:
    if src.id == dst.id:
        return
    first, second = src, dst
    first.lock.acquire()
    while not second.lock.acquire(blocking=False):
        first.lock.release()
        first, second = second, first
        first.lock.acquire()
    try:
        if src.balance < amount:
            raise ValueError(f"{amount} is more than there is")
        src.post(-amount)
        dst.post(amount)
    finally:
        first.lock.release()
        second.lock.release()
