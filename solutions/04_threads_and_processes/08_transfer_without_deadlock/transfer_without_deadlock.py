"""The account with the smaller id is locked first, whichever way the money goes: no circle can close."""

from threading import Lock
from typing import Protocol


class Account(Protocol):
    """An account of the bank; no two have the same id."""

    id: int
    balance: int
    lock: Lock

    def post(self, delta: int) -> None:
        """Change the balance; only who holds the lock may do that."""
        ...


def transfer(src: Account, dst: Account, amount: int) -> None:
    """Move ``amount`` from ``src`` to ``dst``; to the same account nothing changes.

    Raises:
        ValueError: ``src`` has less than that; nothing is changed.
    """
    first, second = sorted((src, dst), key=lambda account: account.id)
    if first is second:
        return
    with first.lock, second.lock:
        if src.balance < amount:
            raise ValueError(f"account {src.id} has less than {amount}")
        src.post(-amount)
        dst.post(amount)
