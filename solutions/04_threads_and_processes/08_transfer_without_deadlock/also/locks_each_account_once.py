"""A dict by id holds every account once; an ExitStack takes their locks in order."""

from contextlib import ExitStack
from typing import Any


def transfer(src: Any, dst: Any, amount: int) -> None:
    accounts = {src.id: src, dst.id: dst}
    with ExitStack() as held:
        for number in sorted(accounts):
            held.enter_context(accounts[number].lock)
        if src.balance < amount:
            raise ValueError(f"{amount} is more than there is")
        src.post(-amount)
        dst.post(amount)
